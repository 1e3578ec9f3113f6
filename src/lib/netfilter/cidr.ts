import { parseAddress, type Address } from '../net';

/** An address with its prefix length, as `10.0.0.1/24`; without one, the full length is assumed. */
export function readCidr(text: string): (Address & { readonly length: number }) | undefined {
	const [, addressText = '', lengthText] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
	const address = parseAddress(addressText);
	if (!address) return undefined;
	const most = address.family === 'ipv4' ? 32 : 128;
	const length = lengthText === undefined ? most : Number(lengthText);
	return length > most ? undefined : { ...address, length };
}
