// addrtype_mt_v1, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_addrtype.c
import { isMulticast } from '../../net';
import type { Outcome, PacketView, Test } from '../evaluation';
import type { Complaint } from '../extension';
import type { Match } from '../ruleset';
import { match, needsOne, option } from './define';
import { evaluation, given, negate, unknown } from './evaluate';
import { signed } from './listing';
import { choices } from './types/choice';
import { none } from './types/none';

const names = [
	'UNSPEC',
	'UNICAST',
	'LOCAL',
	'BROADCAST',
	'ANYCAST',
	'MULTICAST',
	'BLACKHOLE',
	'UNREACHABLE',
	'PROHIBIT',
	'THROW',
	'NAT',
	'XRESOLVE'
] as const;
const types = choices(names, { argument: 'type[,...]', abbreviations: true });
/** Types that ip6tables cannot look up in the routing table. */
const notIpv6 = ['BROADCAST', 'BLACKHOLE', 'PROHIBIT', 'THROW', 'NAT', 'XRESOLVE'];

const source = option('src-type', types, 'How the host’s routes classify the source.', {
	invertible: true,
	phrase: 'from an address that is $'
});
const destination = option('dst-type', types, 'How the host’s routes classify the destination.', {
	invertible: true,
	phrase: 'to an address that is $'
});
const limitIn = option('limit-iface-in', none, 'Only looks at the incoming interface.', {
	excludes: ['limit-iface-out'],
	phrase: 'on the incoming interface'
});
const limitOut = option('limit-iface-out', none, 'Only looks at the outgoing interface.', {
	excludes: ['limit-iface-in'],
	phrase: 'on the outgoing interface'
});

function interfaceOf(match: Match, packet: PacketView): string | undefined {
	if (limitIn.in(match.options)) return packet.in ?? undefined;
	return limitOut.in(match.options) ? (packet.out ?? undefined) : undefined;
}

/** If the type is determined by the address alone, IPv6 requires all of several types. */
function test6(
	wanted: readonly string[],
	packet: PacketView,
	address: bigint,
	device: string | undefined
): Outcome {
	const multicast = isMulticast(address);
	if (wanted.includes('MULTICAST') && !multicast) return false;
	if (wanted.includes('UNICAST') && (multicast || address === 0n)) return false;
	if (wanted.includes('UNSPEC') && address !== 0n) return false;
	const asked = wanted.filter((type) => ['LOCAL', 'ANYCAST', 'UNREACHABLE'].includes(type));
	if (asked.length === 0) return true;
	const found = packet.addressType(address, device);
	return typeof found === 'string' ? asked.includes(found) : found;
}

function test(
	field: 'src' | 'dst',
	wanted: readonly string[],
	inverted: boolean,
	match: Match
): Test {
	return (packet) => {
		const address = packet[field];
		if (address === null) return false;
		if (address === undefined) return unknown('the address is left open');
		let outcome: Outcome;
		if (typeof address === 'bigint')
			outcome = test6(wanted, packet, address, interfaceOf(match, packet));
		else {
			const found = packet.addressType(address, interfaceOf(match, packet));
			outcome = typeof found === 'string' ? wanted.includes(found) : found;
		}
		return inverted ? negate(outcome) : outcome;
	};
}

function refuse(code: string, message: string, help: string): readonly Complaint[] {
	return [{ code, message, help }];
}

export const addrtype = match({
	name: 'addrtype',
	summary: 'How the host’s routes classify an address.',
	options: [source, destination, limitIn, limitOut],
	listing: {
		pattern:
			/^ADDRTYPE match(?: src-type (!?)(\S+))?(?: dst-type (!?)(\S+))?( limit-in)?( limit-out)?/,
		words: ([sourceSign, from, destinationSign, to, ownIn, ownOut]) => [
			...(from === undefined ? [] : signed(sourceSign, '--src-type', from)),
			...(to === undefined ? [] : signed(destinationSign, '--dst-type', to)),
			...(ownIn === undefined ? [] : ['--limit-iface-in']),
			...(ownOut === undefined ? [] : ['--limit-iface-out'])
		]
	},
	check: needsOne(source.name, destination.name),
	checkInKernel(options, { family, hooks }) {
		const wanted = [source, destination].flatMap((each) => each.in(options)?.value.words ?? []);
		const unsupported = wanted.find((type) => notIpv6.includes(type));
		if (family === 'ipv6' && unsupported !== undefined)
			return refuse('addrtype-ipv6', `IPv6 has no type ${unsupported}`, 'Leave it out.');
		if (limitOut.in(options) && (hooks.has('PREROUTING') || hooks.has('INPUT')))
			return refuse(
				'no-out-interface',
				'--limit-iface-out needs a chain that packets leave by',
				'Use it in FORWARD, OUTPUT or POSTROUTING.'
			);
		if (limitIn.in(options) && (hooks.has('POSTROUTING') || hooks.has('OUTPUT')))
			return refuse(
				'no-in-interface',
				'--limit-iface-in needs a chain that packets come in by',
				'Use it in PREROUTING, INPUT or FORWARD.'
			);
		return [];
	},
	evaluate: evaluation(
		given(source, ({ words }, inverted, match) => test('src', words, inverted, match)),
		given(destination, ({ words }, inverted, match) => test('dst', words, inverted, match))
	)
});
