import { ranges } from '$lib/cgnat';
import type { InputKind } from '$lib/iptables';
import { ipv4, numberSets, printIpv4, type Interval } from '$lib/net';
import type { TextEdit } from '$lib/text';
import { prefixes } from './all-twenty';
import type { Candidate } from './candidate';
import type { Member, SetMembers } from './set-members';
import { lineAround, type SourceText } from './source-text';
import { commandWith, replaceCommand, type WrittenCommand } from './written-command';

/** The default of `maxelem`: how many single addresses a set can hold. */
const MOST = 65_536;
/** Types of sets of single addresses, and the types that hold networks instead. */
const netTypes: ReadonlyMap<string, string> = new Map([
	['hash:ip', 'hash:net'],
	['bitmap:ip', 'hash:net'],
	['hash:ip,port', 'hash:net,port']
]);

function literally(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

type Added = { readonly command: WrittenCommand; readonly address: Interval<number> };

/** The line that adds a member, and where it writes the address; the last one if several do. */
function addedAt(
	source: SourceText,
	kind: InputKind,
	name: string,
	{ element, address }: Member
): Added | undefined {
	const { text } = source;
	const add = new RegExp(
		`^[^\\n#;&|]*?(?:add|-A)\\s+(?:(?:-exist|-!)\\s+)?${literally(name)}\\s+(?=${literally(element)}(?=\\s|$))`,
		'gm'
	);
	const found = [...text.matchAll(add)].at(-1);
	if (!found) return undefined;
	const line = lineAround(text, found.index);
	const written = text.slice(line.start, line.end);
	if (/[;&|]/.test(written)) return undefined;
	const lo = found.index + found[0].length;
	const start = line.start + written.length - written.trimStart().length;
	const command = { source, kind, start, end: line.start + written.trimEnd().length };
	return { command, address: { lo, hi: lo + address.length } };
}

function addAll({ command, address }: Added, addresses: readonly string[]): TextEdit {
	return replaceCommand(
		command,
		addresses.map((insert) => commandWith(command, { from: address.lo, to: address.hi, insert }))
	);
}

/** The same addresses in each of the twenty ranges, as `add` writes them. */
function inEach({ address, range: { lo, hi } }: Member): readonly string[] | undefined {
	const within = ranges.find((range) => range.lo <= lo && hi <= range.hi);
	if (!within || (hi - lo + 1) * ranges.length > MOST) return undefined;
	const length = /\/\d+$/.exec(address)?.[0];
	return ranges.map((range) => {
		const at = (end: number) => printIpv4(ipv4(end - within.lo + range.lo));
		if (length !== undefined) return at(lo) + length;
		return lo === hi ? at(lo) : `${at(lo)}-${at(hi)}`;
	});
}

/** Changes the set to one of networks: from its `create` to the line that adds the member. */
function asNetworks(added: Added, { name, type, options }: SetMembers): TextEdit | undefined {
	const { text } = added.command.source;
	const net = netTypes.get(type);
	const create = new RegExp(
		`^[^\\n#;&|]*?(?:create|-N)\\s+(?:(?:-exist|-!)\\s+)?${literally(name)}\\s+${literally(type)}(?:\\s+range\\s+\\S+)?(?=\\s|$)`,
		'm'
	);
	const found = create.exec(text);
	const adding = addAll(added, prefixes);
	if (!found || net === undefined || found.index > adding.from) return undefined;
	if (options.some((each) => /^(netmask|bitmask)$/.test(each))) return undefined;
	const end = found.index + found[0].length;
	const changed = found[0].replace(/\S+(?:\s+range\s+\S+)?$/, net);
	const from = found.index;
	const between = text.slice(end, adding.from);
	return { from, to: adding.to, insert: changed + between + adding.insert };
}

/** Whether the set holds the same addresses in all twenty ranges. */
function isInEach({ range: { lo, hi } }: Member, set: SetMembers): boolean {
	const within = ranges.find((range) => range.lo <= lo && hi <= range.hi);
	if (!within) return false;
	const wanted = ranges.map((each) => ({
		lo: lo - within.lo + each.lo,
		hi: hi - within.lo + each.lo
	}));
	return numberSets.isEmpty(numberSets.subtract(numberSets.of(wanted), set.ranges));
}

/** The fixes of an ipset whose members name a part of the ranges. */
export function setFixes(
	source: SourceText,
	kind: InputKind,
	set: SetMembers
): readonly Candidate[] {
	const member = set.members.find(
		(each) =>
			ranges.some(({ lo, hi }) => each.range.lo <= hi && each.range.hi >= lo) &&
			!isInEach(each, set)
	);
	const added = member && addedAt(source, kind, set.name, member);
	if (!added) return [];
	const each = inEach(member);
	const same: Candidate = {
		id: 'same',
		title: 'Add the same addresses of each',
		edit: each && addAll(added, each)
	};
	if (/^hash:net\b/.test(set.type))
		return [{ id: 'prefixes', title: 'Add the two prefixes', edit: addAll(added, prefixes) }, same];
	return [
		same,
		{
			id: 'prefixes',
			title: 'A set of networks, with the two prefixes',
			// Editing the printed form of an existing set does not change its type.
			edit: kind === 'rules' ? undefined : asNetworks(added, set)
		}
	];
}

/** Why a set has no fix. */
export function whySetHasNoFix({ name, type }: SetMembers): string {
	const made = netTypes.get(type) ?? 'hash:net';
	return /^hash:net\b/.test(type)
		? `No line that adds to the set ${name} writes this: add ${prefixes.join(' and ')} to it.`
		: `A set of type ${type} holds single addresses: make one of type ${made}, with ${prefixes.join(' and ')}.`;
}
