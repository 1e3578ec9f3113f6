// conntrack_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_conntrack.c
import type { Outcome, PacketView } from '../evaluation';
import type { Option } from '../extension';
import type { Value, ValueOf } from '../values';
import {
	destinationPort,
	hasStatus,
	isTracked,
	noConntrack,
	stateTest,
	type Tracked
} from './connection';
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

/**
 * A test of the connection itself. Without one (INVALID, UNTRACKED) the kernel answers at once:
 * yes if the match has --ctstate, which has been found true by then, else no.
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

type Of<T> = (connection: Tracked, packet: PacketView) => T;

const addresses: readonly (readonly [Option<AddressValue>, Of<number | bigint>])[] = [
	[origSrc, ({ original }) => original.src],
	[origDst, ({ original }) => original.dst],
	[replSrc, ({ reply }) => reply.src],
	[replDst, ({ reply }) => reply.dst]
];
const ports: readonly (readonly [Option<ValueOf<'range'>>, Of<number>])[] = [
	[origSrcPort, ({ original }) => original.sport ?? 0],
	[origDstPort, ({ original }, packet) => destinationPort(original, true, packet)],
	[replSrcPort, ({ reply }) => reply.sport ?? 0],
	[replDstPort, ({ reply }, packet) => destinationPort(reply, false, packet)]
];

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
	listing: {
		pattern: /^((?:(?:! )?ct[a-z]+ +\S+(?:\s+(?=(?:! )?ct)|(?=\s|$)))+)/,
		words: ([shown = '']) =>
			shown.split(/\s+/).map((word) => (/^ct[a-z]+$/.test(word) ? `--${word}` : word))
	},
	check: needsOne(),
	evaluate: evaluation(
		given(state, ({ words }, inverted) => stateTest(words, inverted)),
		tracked(
			direction,
			({ text }) =>
				(connection) =>
					connection.direction === text.toLowerCase()
		),
		...addresses.map(([tested, side]) =>
			tracked(tested, (value, not) => (each, packet) => inMask(value, side(each, packet)) !== not)
		),
		tracked(
			proto,
			({ value }, not) =>
				({ original }) =>
					(original.protocol === value) !== not
		),
		...ports.map(([tested, side]) =>
			tracked(tested, (range, not) => (each, packet) => inRange(range, side(each, packet)) !== not)
		),
		tracked(
			status,
			({ words }, not) =>
				(connection) =>
					words.some((word) => hasStatus(connection, word)) !== not
		),
		tracked(expire, (range, not) => ({ timeout }) => {
			if (timeout === undefined) return unknown('the timeouts of the connection are not known');
			return timeout === null ? false : inRange(range, Math.floor(timeout)) !== not;
		})
	)
});

function inRange({ low, high }: ValueOf<'range'>, value: number): boolean {
	return value >= low && value <= high;
}
