import { cgnatCover } from '$lib/catalog';
import type { Hook, InputKind, RuleSet } from '$lib/iptables';
import { ranges } from '../range';
import type { AddressTest } from './address-test';
import { reachedFrom } from './hooks';
import type { NamedRanges, NamingRule } from './naming-rules';
import { placeOf, type Place } from './place';

export type MendId = 'prefixes' | 'interface' | 'adapters';

/** A change of the user's text that makes a rule hold in all twenty ranges. */
export type Mend = {
	readonly id: MendId;
	readonly title: string;
	/** The whole text after it; all that the rule does not write is as it was. */
	readonly text: string;
};

/** Together exactly the twenty ranges, as one span for iprange. */
const span = '100.64.0.0-100.83.255.255';
/** Masks with a hole: the first address of each of the twenty ranges, and no other. */
const adapters = ['100.64.0.1/255.240.255.255', '100.80.0.1/255.252.255.255'];
const adapterInterface = 'zcctun0';

type Edit = { readonly start: number; readonly end: number; readonly insert: string };

function edited(text: string, { start, end, insert }: Edit): string {
	return text.slice(0, start) + insert + text.slice(end);
}

/** The line that holds an offset, without its end. */
function lineAround(
	text: string,
	offset: number
): { readonly start: number; readonly end: number } {
	const start = text.lastIndexOf('\n', offset - 1) + 1;
	const next = text.indexOf('\n', offset);
	return { start, end: next < 0 ? text.length : next };
}

/**
 * Puts several addresses where one is written. A dump has one address a rule, so its line is
 * repeated; in a script iptables itself makes a rule of each of a list.
 */
function several(
	text: string,
	kind: InputKind,
	place: Place,
	addresses: readonly string[]
): string {
	if (kind === 'script') {
		const insert = addresses.join(place.by === 'loop' ? ' ' : ',');
		return edited(text, { ...place, insert });
	}
	const line = lineAround(text, place.start);
	const written = text.slice(line.start, line.end);
	// A line break of Windows belongs to each line.
	const end = written.endsWith('\r') ? '\r\n' : '\n';
	const lines = addresses.map((insert) =>
		edited(written.replace(/\r$/, ''), {
			start: place.start - line.start,
			end: place.end - line.start,
			insert
		})
	);
	return edited(text, { ...line, insert: lines.join(end) + (end === '\n' ? '' : '\r') });
}

function prefixes(
	text: string,
	kind: InputKind,
	place: Place,
	{ inverted, set, side }: AddressTest
): string | undefined {
	if (set.kind === 'span') return edited(text, { ...place, insert: span });
	if (!inverted) return several(text, kind, place, cgnatCover);
	// Two rules would each match what the other leaves out: `!` takes one test of both prefixes.
	if (!place.option?.alone) return undefined;
	const option = side === 'source' ? '--src-range' : '--dst-range';
	return edited(text, { ...place.option, insert: `-m iprange ! ${option} ${span}` });
}

/** `-i` or `-o` for the adapter, where all hooks that reach the rule agree on it. */
function interfaceFlag(
	side: AddressTest['side'],
	reached: ReadonlySet<Hook>
): '-i' | '-o' | undefined {
	const flags = new Set(
		[...reached].map((hook) => {
			if (hook === 'FORWARD') return side === 'source' ? '-i' : '-o';
			return hook === 'OUTPUT' || hook === 'POSTROUTING' ? '-o' : '-i';
		})
	);
	const [flag, ...others] = flags;
	return others.length === 0 ? flag : undefined;
}

function byInterface(
	text: string,
	place: Place,
	{ rule, table, chain }: NamingRule,
	{ inverted, side }: AddressTest,
	ruleSet: RuleSet
): string | undefined {
	const { target, header } = rule;
	const blocks =
		(target?.kind === 'standard' && target.verdict === 'DROP') ||
		(target?.kind === 'extension' && target.extension === 'REJECT');
	const flag = interfaceFlag(side, reachedFrom(ruleSet, table, chain));
	if (blocks || inverted || !place.option?.alone || !flag) return undefined;
	const named = flag === '-i' ? header.inInterface : header.outInterface;
	if (!named) return edited(text, { ...place.option, insert: `${flag} ${adapterInterface}` });
	if (named.inverted || named.value !== adapterInterface) return undefined;
	const { start, end } = place.option;
	const space = /\s/.test(text.charAt(end)) ? 1 : 0;
	return edited(text, { start, end: end + space, insert: '' });
}

/** The address of an adapter and no other, in one range. */
function isAdapter({ set }: AddressTest): boolean {
	return (
		set.kind === 'masked' &&
		set.mask === 0xffff_ffff &&
		ranges.some(({ adapter }) => adapter === set.address)
	);
}

/**
 * The changes to the user's text that make one address test of a rule hold in all twenty ranges,
 * the one that the article's intent is closest to first. None for rules that hold in all of them,
 * that another program writes, of a listing, or whose address is put together from parts.
 */
export function mendsOf(
	text: string,
	kind: InputKind,
	ruleSet: RuleSet,
	naming: NamingRule,
	{ test, adapters: covered, together }: NamedRanges
): readonly Mend[] {
	// A test without any adapter's address is about some other network in the same space.
	const partly = covered.length > 0 && (test.inverted || !together);
	if (naming.owner || !partly || kind === 'listing' || test.side === undefined) return [];
	const place = placeOf(text, naming.origin, test);
	if (!place) return [];
	const mends: readonly { id: MendId; title: string; text: string | undefined }[] = [
		{
			id: 'prefixes',
			title: 'For the two prefixes',
			text: prefixes(text, kind, place, test)
		},
		{
			id: 'interface',
			title: 'For the interface',
			text: test.set.kind === 'masked' ? byInterface(text, place, naming, test, ruleSet) : undefined
		},
		{
			id: 'adapters',
			title: 'For the twenty adapter addresses',
			text: isAdapter(test) && !test.inverted ? several(text, kind, place, adapters) : undefined
		}
	];
	return mends.flatMap(({ id, title, text: after }) =>
		after === undefined ? [] : [{ id, title, text: after }]
	);
}
