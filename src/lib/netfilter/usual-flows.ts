/** Flows that only need a host with an address. */
import type { Family } from '../iptables';
import type { Flow, FlowPacket } from './flow';
import type { Ends } from './flow-ends';
import { comesIn, goesOut, handshake, LOCAL_PORT, step } from './flow-steps';
import { PROTOCOL, type Packet } from './packet';
import { LIMITED_BROADCAST } from './well-known';

function dhcp({ uplink, own, gateway }: Ends): FlowPacket[] {
	const out: Packet = {
		family: 'ipv4',
		direction: 'out',
		out: uplink,
		src: 0,
		dst: LIMITED_BROADCAST,
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
		step('offer', { ...back, dst: LIMITED_BROADCAST }),
		step('request', out),
		step('acknowledgement', back)
	];
}

function ping(family: Family): Pick<Packet, 'protocol' | 'icmpType'> {
	return family === 'ipv4'
		? { protocol: PROTOCOL.icmp, icmpType: 8 }
		: { protocol: PROTOCOL.icmpv6, icmpType: 128 };
}

export function usualFlows(ends: Ends): Flow[] {
	const { family, uplink, own, remote } = ends;
	const flows: Flow[] = [
		{
			id: 'ssh',
			name: 'SSH in',
			about: 'Somebody logs in from outside.',
			packets: handshake({ family, ...comesIn(uplink), src: remote, dst: own, dport: 22 }, goesOut)
		},
		{
			id: 'tcp-out',
			name: 'HTTPS out',
			about: 'The host opens a connection, and gets its answer.',
			packets: handshake({ family, ...goesOut, src: own, dst: remote, dport: 443 }, comesIn(uplink))
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
