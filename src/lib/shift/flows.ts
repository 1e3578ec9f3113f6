import { PROTOCOL, TCP_FLAG, type Packet } from '$lib/netfilter';
import type { CgnatRange } from '$lib/cgnat';
import { hostAddress } from './host';
import { adapterInterface } from './rule-interface';

/** A sequence of packets with Client Connector's adapter in one of its ranges. */
export type CgnatFlow = {
	readonly id: string;
	readonly name: string;
	/** What it represents, and its endpoints. `X` is the second octet of the range. */
	readonly about: string;
	/** `needed`: Client Connector fails without it. `beside`: shows what else a rule lets in. */
	readonly kind: 'needed' | 'beside';
	readonly packets: (range: CgnatRange, uplink: string) => readonly Packet[];
};

const { SYN, ACK } = TCP_FLAG;

const neighbour = 0xc000_0263; // 192.0.2.99
const broker = 0xc633_6414; // 198.51.100.20
/** A port that no service usually has, so that no rule names it. */
const port = 34567;

const stranger = 0xcb00_7105; // 203.0.113.5

/** An address of the range by its last two octets, as in `.1.23`. */
function at(range: CgnatRange, third: number, fourth: number): number {
	return range.lo + third * 256 + fourth;
}

type Ends = Pick<Packet, 'src' | 'dst' | 'sport' | 'dport' | 'protocol'>;

function comesIn(device: string, ends: Ends): Packet {
	return { family: 'ipv4', direction: 'in', in: device, ...ends };
}

function goesOut(ends: Ends): Packet {
	return { family: 'ipv4', direction: 'out', ...ends };
}

/** A TCP handshake that the host starts. */
function handshake(device: string, ends: Ends): readonly Packet[] {
	const out = { ...goesOut(ends), protocol: PROTOCOL.tcp };
	return [
		{ ...out, tcpFlags: SYN },
		{ family: 'ipv4', direction: 'in', in: device, replyTo: 0, tcpFlags: SYN | ACK },
		{ ...out, tcpFlags: ACK }
	];
}

/** A datagram that the host sends, and the reply. */
function exchange(device: string, ends: Ends): readonly Packet[] {
	return [
		{ ...goesOut(ends), protocol: PROTOCOL.udp },
		{ family: 'ipv4', direction: 'in', in: device, replyTo: 0 }
	];
}

export const cgnatFlows: readonly CgnatFlow[] = [
	{
		id: 'adapter-tcp',
		name: 'To the adapter, TCP',
		about: 'New connection on zcctun0, 100.X.9.9 to 100.X.0.1',
		kind: 'needed',
		packets: (range) => [
			comesIn(adapterInterface, {
				src: at(range, 9, 9),
				dst: range.adapter,
				protocol: PROTOCOL.tcp,
				sport: 4000,
				dport: port
			})
		]
	},
	{
		id: 'adapter-udp',
		name: 'To the adapter, UDP',
		about: 'First datagram on zcctun0, 100.X.9.9 to 100.X.0.1',
		kind: 'needed',
		packets: (range) => [
			comesIn(adapterInterface, {
				src: at(range, 9, 9),
				dst: range.adapter,
				protocol: PROTOCOL.udp,
				sport: 4000,
				dport: port
			})
		]
	},
	{
		id: 'loopback',
		name: 'Host to its adapter',
		about: 'New connection from the host itself to 100.X.0.1, which goes over lo',
		kind: 'needed',
		packets: (range) => [
			goesOut({
				src: range.adapter,
				dst: range.adapter,
				protocol: PROTOCOL.tcp,
				sport: 41001,
				dport: port
			})
		]
	},
	{
		id: 'synthetic',
		name: 'Synthetic address and back',
		about: 'Connection of the host to 100.X.1.23 through zcctun0, with its answer',
		kind: 'needed',
		packets: (range) =>
			handshake(adapterInterface, {
				src: range.adapter,
				dst: at(range, 1, 23),
				sport: 41002,
				dport: 443
			})
	},
	{
		id: 'resolver',
		name: 'Resolver and back',
		about: 'DNS query of the host to 100.X.0.2 through zcctun0, with its answer',
		kind: 'needed',
		packets: (range) =>
			exchange(adapterInterface, {
				src: range.adapter,
				dst: at(range, 0, 2),
				sport: 41003,
				dport: 53
			})
	},
	{
		id: 'tunnel-tls',
		name: 'Tunnel out and back, TLS',
		about: 'Connection of the host to a broker on port 443, with its answer',
		kind: 'needed',
		packets: (_, uplink) =>
			handshake(uplink, { src: hostAddress, dst: broker, sport: 41004, dport: 443 })
	},
	{
		id: 'tunnel-dtls',
		name: 'Tunnel out and back, DTLS',
		about: 'Datagram of the host to a broker on port 443, with its answer',
		kind: 'needed',
		packets: (_, uplink) =>
			exchange(uplink, { src: hostAddress, dst: broker, sport: 41005, dport: 443 })
	},
	{
		id: 'eth0-to-adapter',
		name: 'From the network to the adapter',
		about: 'New connection on the uplink, a neighbour to 100.X.0.1',
		kind: 'beside',
		packets: (range, uplink) => [
			comesIn(uplink, {
				src: neighbour,
				dst: range.adapter,
				protocol: PROTOCOL.tcp,
				sport: 4001,
				dport: port
			})
		]
	},
	{
		id: 'eth0-from-range',
		name: 'From the network, as if from the range',
		about: 'New connection on the uplink, 100.X.77.7 to the host',
		kind: 'beside',
		packets: (range, uplink) => [
			comesIn(uplink, {
				src: at(range, 77, 7),
				dst: hostAddress,
				protocol: PROTOCOL.tcp,
				sport: 4002,
				dport: port
			})
		]
	},
	{
		id: 'tun-to-lan',
		name: 'On zcctun0 to another address of the host',
		about: 'New connection on zcctun0, 100.X.9.9 to the host’s own address',
		kind: 'beside',
		packets: (range) => [
			comesIn(adapterInterface, {
				src: at(range, 9, 9),
				dst: hostAddress,
				protocol: PROTOCOL.tcp,
				sport: 4003,
				dport: port
			})
		]
	},
	{
		id: 'tun-foreign',
		name: 'On zcctun0 from outside the range',
		about: 'New connection on zcctun0, an address of the internet to 100.X.0.1',
		kind: 'beside',
		packets: (range) => [
			comesIn(adapterInterface, {
				src: stranger,
				dst: range.adapter,
				protocol: PROTOCOL.tcp,
				sport: 4004,
				dport: port
			})
		]
	},
	{
		id: 'eth0-to-lan',
		name: 'From the network to the host',
		about: 'New connection on the uplink, an address of the internet to the host',
		kind: 'beside',
		packets: (_, uplink) => [
			comesIn(uplink, {
				src: stranger,
				dst: hostAddress,
				protocol: PROTOCOL.tcp,
				sport: 4005,
				dport: port
			})
		]
	}
];
