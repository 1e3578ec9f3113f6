import type { Host } from '$lib/netfilter';
import type { CgnatRange } from '$lib/cgnat';
import { adapterInterface } from './rule-interface';

/** 192.0.2.10/24 behind 192.0.2.1, from the addresses for documentation (RFC 5737). */
export const hostAddress = 0xc000_020a;
const gateway = 0xc000_0201;

/** A host with an uplink and Client Connector's adapter in one of its ranges. */
export function hostAt({ adapter }: CgnatRange, uplink: string): Host {
	return {
		interfaces: [
			{ name: 'lo', addresses: [{ family: 'ipv4', address: 0x7f00_0001, length: 8 }] },
			{ name: uplink, addresses: [{ family: 'ipv4', address: hostAddress, length: 24 }] },
			{ name: adapterInterface, addresses: [{ family: 'ipv4', address: adapter, length: 16 }] }
		],
		routes: [
			{
				family: 'ipv4',
				type: 'unicast',
				destination: 0,
				length: 0,
				via: gateway,
				device: uplink
			}
		],
		forwarding: false
	};
}
