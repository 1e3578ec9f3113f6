// recent_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_recent.c
import { NamedMemory, type PacketView, type Test } from '../evaluation';
import type { Complaint, ReadContext } from '../extension';
import type { Match, OptionUse } from '../ruleset';
import { match, needsOne, option, others, use } from './define';
import { always, evaluation, unknown } from './evaluate';
import { host, printHost, type AddressValue } from './types/address';
import { none } from './types/none';
import { bare, text } from './types/text';
import { whole } from './types/whole';

const allOnes = (1n << 128n) - 1n;
function isFull(value: AddressValue): boolean {
	return value.address === (value.kind === 'address4' ? 0xffff_ffff : allOnes);
}

const operations = ['set', 'rcheck', 'update', 'remove'];
function operation(name: string, summary: string, phrase: string) {
	return option(name, none, summary, {
		invertible: true,
		excludes: others(operations, name),
		phrase
	});
}
const set = operation('set', 'Puts the address on the list; always true.', 'noting the address');
const rcheck = operation('rcheck', 'The address is on the list.', 'whose address is listed');
const update = operation(
	'update',
	'The address is on the list; if so, notes the time.',
	'whose address is listed, noting the time'
);
const remove = operation(
	'remove',
	'The address was on the list; takes it off.',
	'whose address is listed, taking it off'
);
const number = whole({ high: 0xffff_ffff });
const seconds = option(
	'seconds',
	whole({ low: 1, high: 0xffff_ffff }),
	'Only counts what was seen within so many seconds.',
	{ phrase: 'within $ seconds' }
);
const reap = option('reap', none, 'Forgets what is older.', {
	requires: ['seconds'],
	phrase: 'forgetting older ones'
});
const hitcount = option('hitcount', number, 'Seen at least so often.', {
	phrase: 'at least $ times',
	rewrite: (given) => (given.value.kind === 'number' && given.value.value === 0 ? undefined : given)
});
const rttl = option('rttl', none, 'Only if the TTL is the same.', {
	excludes: ['set', 'remove'],
	phrase: 'with the same TTL'
});
const name = option(
	'name',
	text({ argument: 'name', cut: 199, print: bare }),
	'Name of the list.',
	{
		phrase: 'on list $'
	}
);
const mask = option('mask', host, 'Mask that is put on the address.', {
	phrase: 'under mask $',
	says: (value) => (isFull(value) ? '' : `under mask ${printHost(value)}`)
});
const rsource = option('rsource', none, 'Looks at the source address.', {
	says: () => ''
});
const rdest = option('rdest', none, 'Looks at the destination address.', {
	phrase: 'by destination'
});

/** Name, mask and side are always shown; of both sides, the one written last counts. */
function normal(options: readonly OptionUse[], { family }: ReadContext): readonly OptionUse[] {
	const sides = options.filter(
		({ option: given }) => given === rsource.name || given === rdest.name
	);
	const shown: OptionUse[] = [...sides.slice(-1)];
	if (shown.length === 0) shown.push(use(rsource, { kind: 'none' }));
	if (!name.in(options)) shown.push(use(name, { kind: 'text', text: 'DEFAULT' }));
	if (!mask.in(options))
		shown.push(
			use(
				mask,
				family === 'ipv4'
					? { kind: 'address4', address: 0xffff_ffff, mask: 0xffff_ffff }
					: { kind: 'address6', address: allOnes, mask: allOnes }
			)
		);
	return [...options.filter((each) => !sides.includes(each)), ...shown];
}

const mostHits = 65_535;

function checkInKernel(options: readonly OptionUse[]): readonly Complaint[] {
	if ((hitcount.in(options)?.value.value ?? 0) > mostHits)
		return [
			{
				code: 'hitcount-too-large',
				message: `the kernel keeps at most ${mostHits} times of an address`,
				help: 'Use a smaller --hitcount.',
				option: hitcount.name
			}
		];
	const counts = seconds.in(options) ?? hitcount.in(options);
	if (counts && (set.in(options) ?? remove.in(options)))
		return [
			{
				code: 'recent-set-counts',
				message: '--seconds and --hitcount have no meaning with --set and --remove',
				help: 'Use --update or --rcheck.'
			}
		];
	const listName = name.in(options)?.value.text;
	if (listName !== '' && listName?.includes('/') !== true) return [];
	return [
		{
			code: 'bad-list-name',
			message: 'the list must have a name without a slash',
			help: 'Choose another name.',
			option: name.name
		}
	];
}

interface Entry {
	readonly ttl: number;
	/** Times at which it was seen, milliseconds of the session. */
	readonly stamps: readonly number[];
}

const mostEntries = 100;
/** By address; the order is that of their last use, the oldest first. */
const lists = new NamedMemory<Map<number | bigint, Entry>>(() => new Map());

function masked(address: number | bigint, by: AddressValue | undefined): number | bigint {
	if (!by) return address;
	if (by.kind === 'address4')
		return typeof address === 'number' ? (address & by.address) >>> 0 : address;
	return typeof address === 'bigint' ? address & by.address : address;
}

/** The TTL as it was before forwarding. */
function ttlOf({ ttl, hook }: PacketView): number {
	const forwarded = hook === 'FORWARD' || hook === 'POSTROUTING';
	return (ttl ?? 0) + (forwarded ? 1 : 0);
}

function test({ options }: Match): Test {
	const has = (each: { readonly name: string }) =>
		options.some(({ option: given }) => given === each.name);
	const sets = has(set);
	const removes = has(remove);
	const updates = has(update);
	const inverted = [set, rcheck, update, remove].some((each) => each.in(options)?.inverted);
	const field = has(rdest) ? 'dst' : 'src';
	const window = (seconds.in(options)?.value.value ?? Infinity) * 1000;
	const hits = Math.max(1, hitcount.in(options)?.value.value ?? 0);
	const by = mask.in(options)?.value;
	const sameTtl = has(rttl);
	return (packet) => {
		const address = packet[field];
		if (address == null) return unknown('the address is left open');
		const { now } = packet.session;
		const list = lists.of(packet.session, `${packet.family} ${name.in(options)?.value.text ?? ''}`);
		const key = masked(address, by);
		const ttl = ttlOf(packet);
		const found = list.get(key);
		const entry = found && (!sameTtl || found.ttl === ttl || ttl === 0) ? found : undefined;
		if (!entry && !sets) return inverted;
		let matches = true;
		if (removes) list.delete(key);
		else if (!sets) {
			const recent = (entry?.stamps ?? []).filter((stamp) => stamp >= now - window);
			matches = recent.length >= hits;
			if (has(reap))
				for (const [other, { stamps }] of list)
					if (stamps.every((stamp) => stamp < now - window)) list.delete(other);
		}
		const outcome = matches !== inverted;
		if (sets || (updates && outcome)) {
			list.delete(key);
			const [oldest] = list.keys();
			if (!entry && oldest !== undefined && list.size >= mostEntries) list.delete(oldest);
			list.set(key, { ttl, stamps: [...(entry?.stamps ?? []), now] });
		}
		return outcome;
	};
}

export const recent = match({
	name: 'recent',
	summary: 'A list of addresses that rules fill and ask.',
	options: [set, rcheck, update, remove, seconds, reap, hitcount, rttl, name, mask, rsource, rdest],
	check: needsOne(...operations),
	normal,
	checkInKernel,
	evaluate: evaluation(always('', test))
});
