/** What a NAT target may choose from, read from its options. */
import type { AddressSpan, Effect, PortSpan } from '../iptables';

export type TranslateEffect = Extract<Effect, { readonly kind: 'translate' }>;

export interface NatRange {
	readonly addresses?: AddressSpan;
	/** Ports, or ICMP ids. */
	readonly ports?: PortSpan;
	readonly random: boolean;
	readonly persistent: boolean;
	/** NETMAP: the bits that are taken from `addresses`; the others stay. */
	readonly netmask?: number | bigint;
}

export function rangeOf({ options }: TranslateEffect): NatRange {
	let addresses: AddressSpan | undefined;
	let ports: PortSpan | undefined;
	let netmask: number | bigint | undefined;
	let random = false;
	let persistent = false;
	for (const { option, value } of options) {
		if (option === 'random' || option === 'random-fully') random = true;
		else if (option === 'persistent') persistent = true;
		else if (value.kind === 'translation') ({ addresses, ports } = value);
		else if (value.kind === 'range') ports = { low: value.low, high: value.high };
		else if (value.kind === 'address4') {
			const { address, mask } = value;
			addresses = { family: 'ipv4', low: address, high: (address | ~mask) >>> 0 };
			netmask = mask;
		} else if (value.kind === 'address6') {
			const { address, mask } = value;
			addresses = { family: 'ipv6', low: address, high: address | BigInt.asUintN(128, ~mask) };
			netmask = mask;
		}
	}
	return {
		random,
		persistent,
		...(addresses && { addresses }),
		...(ports && { ports }),
		...(netmask !== undefined && { netmask })
	};
}
