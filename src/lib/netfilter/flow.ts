/** Named sequences of packets with the verdict that is expected of each. */
import type { Family } from '../iptables';
import type { Host, Interface } from './host';
import { isTunnel } from './host';
import { PROTOCOL, TCP_FLAG, type AddressNumber, type Packet } from './packet';

export type Expected = 'ACCEPT' | 'DROP' | 'REJECT';

export interface FlowPacket {
	readonly packet: Packet;
	/** What the packet is in the flow: "the answer". */
	readonly label: string;
	readonly expected: Expected;
}

export interface Flow {
	readonly id: string;
	readonly name: string;
	/** What it stands for, one sentence. */
	readonly about: string;
	readonly packets: readonly FlowPacket[];
}

const { SYN, ACK } = TCP_FLAG;
const LOCAL_PORT = 50000;

/** The addresses that flows are made of, found on a host. */
interface Ends {
	readonly family: Family;
	readonly uplink: string;
	readonly own: AddressNumber;
	readonly gateway: AddressNumber;
	/** A host somewhere on the internet. */
	readonly remote: AddressNumber;
	readonly adapter?: { readonly device: string; readonly address: AddressNumber };
}

/** 198.51.100.7 and 2001:db8:9::7, of the addresses for documentation. */
const remotes: Readonly<Record<Family, AddressNumber>> = {
	ipv4: 0xc633_6407,
	ipv6: (0x2001_0db8_0009n << 80n) | 7n
};

function addressOn({ addresses }: Interface, family: Family): AddressNumber | undefined {
	return addresses.find((own) => own.family === family)?.address;
}

function inCarrierGradeNat(address: AddressNumber): boolean {
	return typeof address === 'number' && address >>> 22 === 0x6440_0000 >>> 22;
}

function endsOf(host: Host, family: Family): Ends | undefined {
	const candidates = host.interfaces.filter(
		(each) => each.name !== 'lo' && addressOn(each, family) !== undefined
	);
	const way = host.routes.find((route) => route.family === family && route.length === 0);
	const uplink =
		candidates.find(({ name }) => name === way?.device) ??
		candidates.find((each) => !isTunnel(each)) ??
		candidates[0];
	const own = uplink && addressOn(uplink, family);
	if (!uplink || own === undefined) return undefined;
	const adapter = candidates.find(
		(each) => each.name.startsWith('zcctun') || inCarrierGradeNat(addressOn(each, family) ?? 0)
	);
	const address = adapter && addressOn(adapter, family);
	const one = typeof own === 'bigint' ? own ^ 1n : own ^ 1;
	return {
		family,
		uplink: uplink.name,
		own,
		gateway: way?.via ?? one,
		remote: remotes[family],
		...(adapter && address !== undefined && { adapter: { device: adapter.name, address } })
	};
}

function step(label: string, packet: Packet, expected: Expected = 'ACCEPT'): FlowPacket {
	return { label, packet, expected };
}

type Addressed = Pick<Packet, 'src' | 'dst'>;

function handshakeIn(family: Family, device: string, ends: Addressed, port: number): FlowPacket[] {
	const first: Packet = {
		family,
		direction: 'in',
		in: device,
		...ends,
		protocol: PROTOCOL.tcp,
		sport: LOCAL_PORT,
		dport: port,
		tcpFlags: SYN
	};
	return [
		step('opens', first),
		step('answer', { family, direction: 'out', replyTo: 0, tcpFlags: SYN | ACK }),
		step('goes on', { ...first, tcpFlags: ACK })
	];
}

function handshakeOut(family: Family, device: string, ends: Addressed, port: number): FlowPacket[] {
	const first: Packet = {
		family,
		direction: 'out',
		...ends,
		protocol: PROTOCOL.tcp,
		sport: LOCAL_PORT,
		dport: port,
		tcpFlags: SYN
	};
	return [
		step('opens', first),
		step('answer', { family, direction: 'in', in: device, replyTo: 0, tcpFlags: SYN | ACK }),
		step('goes on', { ...first, tcpFlags: ACK })
	];
}

function dhcp({ uplink, own, gateway }: Ends): FlowPacket[] {
	const everyone = 0xffff_ffff;
	const out: Packet = {
		family: 'ipv4',
		direction: 'out',
		out: uplink,
		src: 0,
		dst: everyone,
		protocol: PROTOCOL.udp,
		sport: 68,
		dport: 67,
		payload: 240
	};
	const back: Packet = {
		family: 'ipv4',
		direction: 'in',
		in: uplink,
		src: gateway,
		dst: own,
		protocol: PROTOCOL.udp,
		sport: 67,
		dport: 68,
		payload: 240
	};
	return [
		step('discover', out),
		step('offer', { ...back, dst: everyone }),
		step('request', out),
		step('acknowledgement', back)
	];
}

function ping(family: Family): Pick<Packet, 'protocol' | 'icmpType'> {
	return family === 'ipv4'
		? { protocol: PROTOCOL.icmp, icmpType: 8 }
		: { protocol: PROTOCOL.icmpv6, icmpType: 128 };
}

/** Flows that need nothing but a host with an address. */
function plainFlows(ends: Ends): Flow[] {
	const { family, uplink, own, remote } = ends;
	const flows: Flow[] = [
		{
			id: 'ssh',
			name: 'SSH in',
			about: 'Somebody logs in from outside.',
			packets: handshakeIn(family, uplink, { src: remote, dst: own }, 22)
		},
		{
			id: 'tcp-out',
			name: 'HTTPS out',
			about: 'The host opens a connection, and gets its answer.',
			packets: handshakeOut(family, uplink, { src: own, dst: remote }, 443)
		},
		{
			id: 'udp',
			name: 'DNS query',
			about: 'One datagram out, and its answer.',
			packets: [
				step('query', {
					family,
					direction: 'out',
					src: own,
					dst: remote,
					protocol: PROTOCOL.udp,
					sport: LOCAL_PORT,
					dport: 53
				}),
				step('answer', { family, direction: 'in', in: uplink, replyTo: 0 })
			]
		},
		{
			id: 'ping-in',
			name: 'Ping in',
			about: 'Somebody asks whether the host is there.',
			packets: [
				step('request', {
					family,
					direction: 'in',
					in: uplink,
					src: remote,
					dst: own,
					...ping(family)
				}),
				step('reply', { family, direction: 'out', replyTo: 0 })
			]
		},
		{
			id: 'stranger',
			name: 'Unsolicited',
			about: 'A connection to a port that nobody offers: it should not get in.',
			packets: [
				step(
					'opens',
					{
						family,
						direction: 'in',
						in: uplink,
						src: remote,
						dst: own,
						protocol: PROTOCOL.tcp,
						sport: LOCAL_PORT,
						dport: 8080
					},
					'DROP'
				)
			]
		}
	];
	if (family === 'ipv4')
		flows.push({
			id: 'dhcp',
			name: 'DHCP',
			about: 'The host gets an address. Clients mostly read raw sockets, past these rules.',
			packets: dhcp(ends)
		});
	return flows;
}

/** What Client Connector needs of the host. */
function connectorFlows({ family, uplink, own, remote, adapter }: Ends): Flow[] {
	if (!adapter) return [];
	const { device, address } = adapter;
	const synthetic = typeof address === 'bigint' ? address + 22n : address + 0x0116;
	return [
		{
			id: 'adapter',
			name: 'To the adapter',
			about: 'Client Connector hands a packet to its own address through its adapter.',
			packets: handshakeIn(family, device, { src: synthetic, dst: address }, 443)
		},
		{
			id: 'loopback',
			name: 'To the adapter, over lo',
			about: 'The host talks to its own adapter address: that goes over lo.',
			packets: [
				step('opens', {
					family,
					direction: 'out',
					src: address,
					dst: address,
					protocol: PROTOCOL.tcp,
					sport: LOCAL_PORT,
					dport: 9000,
					tcpFlags: SYN
				}),
				step('answer', { family, direction: 'out', replyTo: 0, tcpFlags: SYN | ACK })
			]
		},
		{
			id: 'tunnel',
			name: 'Tunnel out and back',
			about: 'ZSATunnel connects to a Zscaler service edge.',
			packets: handshakeOut(family, uplink, { src: own, dst: remote }, 443)
		},
		{
			id: 'through-adapter',
			name: 'Application into the tunnel',
			about: 'An application reaches a synthetic address through the adapter.',
			packets: handshakeOut(family, device, { src: address, dst: synthetic }, 443)
		}
	];
}

/** From one network of the host to another, on a host that forwards. */
function forwardedFlows(host: Host, { family, uplink, remote }: Ends): Flow[] {
	const inner = host.interfaces.find(
		(each) =>
			each.name !== 'lo' &&
			each.name !== uplink &&
			!isTunnel(each) &&
			addressOn(each, family) !== undefined
	);
	const own = inner && addressOn(inner, family);
	if (!host.forwarding || !inner || own === undefined) return [];
	const client = typeof own === 'bigint' ? own + 40n : own + 40;
	const first: Packet = {
		family,
		direction: 'in',
		in: inner.name,
		src: client,
		dst: remote,
		protocol: PROTOCOL.tcp,
		sport: LOCAL_PORT,
		dport: 443,
		tcpFlags: SYN
	};
	return [
		{
			id: 'forwarded',
			name: 'Forwarded connection',
			about: `A machine behind ${inner.name} reaches the internet through this host.`,
			packets: [
				step('opens', first),
				step('answer', { family, direction: 'in', in: uplink, replyTo: 0, tcpFlags: SYN | ACK }),
				step('goes on', { ...first, tcpFlags: ACK })
			]
		}
	];
}

/** The flows worth trying on a host, those of Client Connector first. */
export function flowsFor(host: Host, family: Family = 'ipv4'): readonly Flow[] {
	const ends = endsOf(host, family);
	return ends ? [...connectorFlows(ends), ...plainFlows(ends), ...forwardedFlows(host, ends)] : [];
}
