import { cgnatRanges } from '$lib/catalog';
import { ipv4, printIpv4, type Ipv4 } from '$lib/net';
import { readPrefix } from './address-range';

/** One of the twenty /16 ranges that Client Connector can use. */
export type CgnatRange = {
	readonly family: 'ipv4';
	/** 0 for 100.64.0.0/16, 19 for 100.83.0.0/16. */
	readonly index: number;
	/** Its second octet, by which people name it: 64 to 83. */
	readonly octet: number;
	/** `100.64.0.0/16` */
	readonly prefix: string;
	readonly lo: Ipv4;
	readonly hi: Ipv4;
	/** The address of Client Connector's adapter, the first one: `.0.1`. */
	readonly adapter: Ipv4;
};

/** The twenty ranges in the order of the walk. */
export const ranges: readonly CgnatRange[] = cgnatRanges.flatMap((prefix, index) => {
	const range = readPrefix(prefix);
	if (range?.family !== 'ipv4') return [];
	const octet = (range.lo >>> 16) & 255;
	return [{ ...range, index, octet, prefix, adapter: ipv4(range.lo + 1) }];
});

/** The range whose adapter address this is, if it is one. */
export function rangeOfAdapter(address: Ipv4): CgnatRange | undefined {
	return ranges.find(({ adapter }) => adapter === address);
}

export function adapterText(range: CgnatRange): string {
	return printIpv4(range.adapter);
}
