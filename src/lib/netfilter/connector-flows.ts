/** The traffic that Client Connector needs the host to pass. */
import type { Flow } from './flow';
import type { Ends } from './flow-ends';
import { comesIn, goesOut, handshake, LOCAL_PORT, step } from './flow-steps';
import { PROTOCOL, TCP_FLAG } from './packet';

const { SYN, ACK } = TCP_FLAG;

export function connectorFlows({ family, uplink, own, remote, adapter }: Ends): Flow[] {
	if (!adapter) return [];
	const { device, address } = adapter;
	const synthetic = typeof address === 'bigint' ? address + 22n : address + 0x0116;
	return [
		{
			id: 'adapter',
			name: 'To the adapter',
			about: 'Client Connector hands a packet to its own address through its adapter.',
			packets: handshake(
				{ family, ...comesIn(device), src: synthetic, dst: address, dport: 443 },
				goesOut
			)
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
			packets: handshake({ family, ...goesOut, src: own, dst: remote, dport: 443 }, comesIn(uplink))
		},
		{
			id: 'through-adapter',
			name: 'Application into the tunnel',
			about: 'An application reaches a synthetic address through the adapter.',
			packets: handshake(
				{ family, ...goesOut, src: address, dst: synthetic, dport: 443 },
				comesIn(device)
			)
		}
	];
}
