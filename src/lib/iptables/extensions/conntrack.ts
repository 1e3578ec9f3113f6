// conntrack_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_conntrack.c
import type { ConnectionView, Outcome, PacketView, Test, Tuple } from '../evaluation';
import type { Option } from '../extension';
import type { Value, ValueOf } from '../values';
import { match, needsOne, option } from './define';
import { evaluation, given, unknown, type Part } from './evaluate';
import { hostMask, inMask, type AddressValue } from './types/address';
import { choice, choices } from './types/choice';
import { anyPortRange } from './types/port';
import { protocol } from './types/protocol';
import { wholeRange } from './types/whole';

/** In the order in which iptables-save prints them. */
export const connectionStates = ['INVALID', 'NEW', 'RELATED', 'ESTABLISHED', 'UNTRACKED'] as const;
const statuses = ['EXPECTED', 'SEEN_REPLY', 'ASSURED', 'CONFIRMED', 'NONE'] as const;

const invertible = { invertible: true } as const;
const state = option(
	'ctstate',
	choices([...connectionStates, 'SNAT', 'DNAT'], { argument: 'state[,...]', abbreviations: true }),
	'State of the packet’s connection; SNAT and DNAT: its source or destination is translated.',
	{ invertible: true, phrase: 'in connection state $' }
);
const proto = option('ctproto', protocol, 'Protocol of the connection.', {
	invertible: true,
	phrase: 'of a connection of protocol $'
});

function address(name: string, what: string): Option<AddressValue> {
	return option(name, hostMask, `${what} of the connection.`, {
		invertible: true,
		phrase: `of a connection with ${what.toLowerCase()} $`
	});
}
function port(name: string, what: string): Option<ValueOf<'range'>> {
	return option(name, anyPortRange, `${what} of the connection.`, {
		invertible: true,
		phrase: `of a connection with ${what.toLowerCase()} $`
	});
}
const origSrc = address('ctorigsrc', 'Original source');
const origDst = address('ctorigdst', 'Original destination');
const replSrc = address('ctreplsrc', 'Reply source');
const replDst = address('ctrepldst', 'Reply destination');
const origSrcPort = port('ctorigsrcport', 'Original source port');
const origDstPort = port('ctorigdstport', 'Original destination port');
const replSrcPort = port('ctreplsrcport', 'Reply source port');
const replDstPort = port('ctrepldstport', 'Reply destination port');
const status = option(
	'ctstatus',
	choices(statuses, { argument: 'status[,...]', abbreviations: true }),
	'Status of the connection.',
	{
		...invertible,
		phrase: 'of a connection that is $',
		rewrite: (use) => {
			// NONE adds nothing to other words.
			if (use.value.kind !== 'words' || use.value.words.length < 2) return use;
			const words = use.value.words.filter((word) => word !== 'NONE');
			return { ...use, value: { kind: 'words', words } };
		}
	}
);
const expire = option(
	'ctexpire',
	wholeRange(0xffff_ffff, 'time[:time]'),
	'Seconds until conntrack forgets the connection.',
	{ ...invertible, phrase: 'of a connection that expires in $ seconds' }
);
const direction = option(
	'ctdir',
	choice(['ORIGINAL', 'REPLY'], { argument: 'ORIGINAL|REPLY' }),
	'Direction of the packet in its connection.',
	{ phrase: 'in the $ direction' }
);

const noConntrack = unknown('what conntrack knows of the packet is left open');

/** Whether the packet's connection is in one of the states; shared with `-m state`. */
export function stateTest(words: readonly string[], inverted: boolean): Test {
	const states = new Set(words);
	return ({ connection }) => {
		if (!connection) return noConntrack;
		const { status: bits } = connection;
		const found =
			states.has(connection.state) ||
			(bits.snat && states.has('SNAT')) ||
			(bits.dnat && states.has('DNAT'));
		return found !== inverted;
	};
}

/** A connection that conntrack has an entry for. */
interface Tracked extends ConnectionView {
	readonly original: Tuple;
	readonly reply: Tuple;
}

function isTracked(connection: ConnectionView): connection is Tracked {
	return connection.original !== null && connection.reply !== null;
}

/**
 * A test of the connection itself. Without one (INVALID, UNTRACKED) the kernel answers at once:
 * yes where the match has --ctstate, which has been found true by then, else no.
 */
function tracked<V extends Value>(
	tested: Option<V>,
	compile: (value: V, inverted: boolean) => (connection: Tracked, packet: PacketView) => Outcome
): Part {
	return given(tested, (value, inverted, { options }) => {
		const withoutConnection = options.some((use) => use.option === state.name);
		const test = compile(value, inverted);
		return (packet) => {
			const { connection } = packet;
			if (!connection) return noConntrack;
			return isTracked(connection) ? test(connection, packet) : withoutConnection;
		};
	});
}

/** What stands in the place of ports in a tuple of ICMP, big end first: type and code. */
function icmpPort(original: boolean, { icmpType, family }: PacketView): number {
	const pairs = family === 'ipv4' ? icmpQueries : icmp6Queries;
	const [query, answer] = pairs.find((pair) => pair.some((type) => type === icmpType)) ?? [
		...pairs[0]
	];
	return (original ? query : answer) << 8;
}
const icmpQueries = [
	[8, 0],
	[13, 14],
	[15, 16],
	[17, 18]
] as const;
const icmp6Queries = [
	[128, 129],
	[139, 140]
] as const;

function destinationPort(
	{ protocol: number, dport }: Tuple,
	original: boolean,
	packet: PacketView
) {
	return dport ?? (number === 1 || number === 58 ? icmpPort(original, packet) : 0);
}

const statusOf = {
	EXPECTED: 'expected',
	SEEN_REPLY: 'seenReply',
	ASSURED: 'assured',
	CONFIRMED: 'confirmed'
} as const;

export const conntrack = match({
	name: 'conntrack',
	summary: 'What connection tracking knows of the packet’s connection.',
	options: [
		state,
		proto,
		origSrc,
		origDst,
		replSrc,
		replDst,
		origSrcPort,
		origDstPort,
		replSrcPort,
		replDstPort,
		status,
		expire,
		direction
	],
	check: needsOne(),
	evaluate: evaluation(
		given(state, ({ words }, inverted) => stateTest(words, inverted)),
		tracked(
			direction,
			({ text }) =>
				(connection) =>
					connection.direction === text.toLowerCase()
		),
		tracked(
			origSrc,
			(value, not) =>
				({ original }) =>
					inMask(value, original.src) !== not
		),
		tracked(
			origDst,
			(value, not) =>
				({ original }) =>
					inMask(value, original.dst) !== not
		),
		tracked(
			replSrc,
			(value, not) =>
				({ reply }) =>
					inMask(value, reply.src) !== not
		),
		tracked(
			replDst,
			(value, not) =>
				({ reply }) =>
					inMask(value, reply.dst) !== not
		),
		tracked(
			proto,
			({ value }, not) =>
				({ original }) =>
					(original.protocol === value) !== not
		),
		tracked(
			origSrcPort,
			(range, not) =>
				({ original }) =>
					inRange(range, original.sport ?? 0) !== not
		),
		tracked(
			origDstPort,
			(range, not) =>
				({ original }, packet) =>
					inRange(range, destinationPort(original, true, packet)) !== not
		),
		tracked(
			replSrcPort,
			(range, not) =>
				({ reply }) =>
					inRange(range, reply.sport ?? 0) !== not
		),
		tracked(
			replDstPort,
			(range, not) =>
				({ reply }, packet) =>
					inRange(range, destinationPort(reply, false, packet)) !== not
		),
		tracked(
			status,
			({ words }, not) =>
				({ status: bits }) =>
					// NONE has no bit, so it is never found.
					words.some((word) => isStatus(word) && bits[statusOf[word]]) !== not
		),
		tracked(
			expire,
			(range, not) =>
				({ timeout }) =>
					timeout === null ? false : inRange(range, Math.floor(timeout)) !== not
		)
	)
});

function inRange({ low, high }: ValueOf<'range'>, value: number): boolean {
	return value >= low && value <= high;
}

function isStatus(word: string): word is keyof typeof statusOf {
	return word in statusOf;
}
