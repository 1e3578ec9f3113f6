// connlimit_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_connlimit.c
import { networkOf } from '../../net';
import { MatchMemory, type Session, type Tuple, type Zone } from '../evaluation';
import type { PrintContext, ReadContext } from '../extension';
import type { Match, OptionUse } from '../ruleset';
import { match, needsOne, option, use } from './define';
import { always, evaluation, hotdrop, unknown } from './evaluate';
import { none } from './types/none';
import { addressBits, leadingBits } from './types/prefix-length';
import { whole } from './types/whole';

const count = whole({ high: 0xffff_ffff });
const upto = option('connlimit-upto', count, 'At most this many connections.', {
	invertible: true,
	excludes: ['connlimit-above'],
	phrase: 'with at most $ connections'
});
const above = option('connlimit-above', count, 'More than this many connections.', {
	invertible: true,
	excludes: ['connlimit-upto'],
	phrase: 'with more than $ connections'
});
const mask = option('connlimit-mask', leadingBits, 'Counts them by prefixes of this length.', {
	phrase: 'per $'
});
const source = option('connlimit-saddr', none, 'Counts them by source address.', {
	excludes: ['connlimit-daddr'],
	phrase: 'of one source'
});
const destination = option('connlimit-daddr', none, 'Counts them by destination address.', {
	excludes: ['connlimit-saddr'],
	phrase: 'to one destination'
});

/** One of upto and above, not negated; mask and side are always shown. */
function normal(options: readonly OptionUse[], context: ReadContext): readonly OptionUse[] {
	const limits = options
		.filter(({ option: name }) => name === upto.name || name === above.name)
		.map(({ option: name, value, inverted }) =>
			use((name === upto.name) === inverted ? above : upto, value)
		);
	const bits = mask.in(options)?.value ?? {
		kind: 'number' as const,
		value: addressBits(context)
	};
	const side = destination.in(options) ? destination : source;
	return [...limits, use(mask, bits), use(side, { kind: 'none' })];
}

/** "with more than 5 connections from the same source /24 open". */
function explain(options: readonly OptionUse[], context: PrintContext): string {
	const [limit] = [upto, above].filter((each) => each.in(options));
	const many = limit?.in(options)?.value.value ?? 0;
	const bits = mask.in(options)?.value.value ?? addressBits(context);
	const way = destination.in(options) ? 'to the same destination' : 'from the same source';
	const prefix = bits === addressBits(context) ? '' : ` /${bits}`;
	return `with ${limit === above ? 'more than' : 'at most'} ${many} connections${
		bits === 0 ? '' : ` ${way}${prefix}`
	} open`;
}

interface Listed {
	readonly tuple: Tuple;
	readonly zone: Zone | null;
}

/** The connections seen, by zone and masked address. */
const listsOf = new MatchMemory<Map<string, readonly Listed[]>>(() => new Map());

/** The kernel also compares zones, but with masks in place of directions: all are equal. */
function same({ tuple: a }: Listed, { tuple: b }: Listed): boolean {
	return (
		a.src === b.src &&
		a.dst === b.dst &&
		a.protocol === b.protocol &&
		a.sport === b.sport &&
		a.dport === b.dport
	);
}

/** The kernel stops searching once it has removed more dead connections than this. */
const mostCollected = 8;

/**
 * How many connections are listed, including this one. Dead ones are removed only as far as the
 * list is searched: up to this connection, if it is already listed (__nf_conncount_add).
 */
function countConnections(
	match: Match,
	session: Session,
	address: number | bigint,
	connection: Listed
): number {
	const lists = listsOf.of(session, match);
	const key = `${connection.zone?.id ?? 0} ${address}`;
	const list = lists.get(key) ?? [];
	const kept: Listed[] = [];
	let searched = 0;
	let listed = false;
	for (const other of list) {
		if (listed || searched - kept.length > mostCollected) break;
		searched++;
		listed = same(other, connection);
		if (listed || (session.isOpen?.(other.tuple, other.zone) ?? true)) kept.push(other);
	}
	const all = [...kept, ...list.slice(searched), ...(listed ? [] : [connection])];
	lists.set(key, all);
	return all.length;
}

const headless = hotdrop('its header is too short to count its connection');

export const connlimit = match({
	name: 'connlimit',
	summary: 'How many connections a host or network has open.',
	options: [upto, above, mask, source, destination],
	listing: {
		pattern: /^#conn (src|dst)\/(\d+) (>|<=) (\d+)/,
		words: ([which = '', bits = '', relation, count = '']) => [
			relation === '>' ? '--connlimit-above' : '--connlimit-upto',
			count,
			'--connlimit-mask',
			bits,
			`--connlimit-${which === 'src' ? 'saddr' : 'daddr'}`
		]
	},
	check: needsOne(upto.name, above.name),
	normal,
	explain,
	evaluate: evaluation(
		always(upto.name, (match) => {
			const { options } = match;
			const most = upto.in(options)?.value.value ?? above.in(options)?.value.value ?? 0;
			const wantsMore = above.in(options) !== undefined;
			const field = destination.in(options) ? 'dst' : 'src';
			const bits = mask.in(options)?.value.value;
			return (packet) => {
				const { connection, session } = packet;
				const address = packet[field];
				if (!connection || address == null)
					return unknown('the connection of the packet is left open');
				const tuple = connection.original ?? packet.tuple;
				if (!tuple) return headless;
				const listed = { tuple, zone: connection.zone };
				const prefix = bits === undefined ? address : networkOf(address, bits);
				return countConnections(match, session, prefix, listed) > most === wantsMore;
			};
		})
	)
});
