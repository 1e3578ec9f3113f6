/** The addresses of a host from which flows are built. */
import type { Family } from '../iptables';
import { isTunnel, type Host, type Interface } from './host';
import type { AddressNumber } from './packet';

export interface Ends {
	readonly family: Family;
	readonly uplink: string;
	readonly own: AddressNumber;
	readonly gateway: AddressNumber;
	/** A host somewhere on the internet. */
	readonly remote: AddressNumber;
	readonly adapter?: { readonly device: string; readonly address: AddressNumber };
}

/** 198.51.100.7 and 2001:db8:9::7, from the address blocks for documentation. */
const remotes: Readonly<Record<Family, AddressNumber>> = {
	ipv4: 0xc633_6407,
	ipv6: (0x2001_0db8_0009n << 80n) | 7n
};

export function addressOn({ addresses }: Interface, family: Family): AddressNumber | undefined {
	return addresses.find((own) => own.family === family)?.address;
}

function inCarrierGradeNat(address: AddressNumber): boolean {
	return typeof address === 'number' && address >>> 22 === 0x6440_0000 >>> 22;
}

export function endsOf(host: Host, family: Family): Ends | undefined {
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
