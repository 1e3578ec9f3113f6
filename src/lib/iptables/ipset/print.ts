/** How `ipset save` prints an element, regardless of how it was written. */
import { listedProtocolName, sayAddress } from '../../net';
import { printIcmp } from './icmp-names';
import { ICMP, ICMPV6 } from './protocols';
import type { Part } from './set';

export function printAddress(address: number | bigint, length: number): string {
	const text = sayAddress(address);
	return length === (typeof address === 'number' ? 32 : 128) ? text : `${text}/${length}`;
}

function printPort(protocol: number, port: number): string {
	if (protocol === 0) return String(port);
	const name = listedProtocolName(protocol) ?? String(protocol);
	const icmp = protocol === ICMP || protocol === ICMPV6;
	return `${name}:${icmp ? printIcmp(protocol, port) : port}`;
}

function printPart(part: Part): string {
	switch (part.kind) {
		case 'address':
			return printAddress(part.address, part.length);
		case 'port':
			return printPort(part.protocol, part.port);
		case 'mac':
			return part.mac.toUpperCase();
		case 'mark':
			return `0x${part.mark.toString(16).padStart(8, '0')}`;
		case 'interface':
			return part.physical ? `physdev:${part.name}` : part.name;
		case 'set':
			return part.name;
	}
}

export function printElement(parts: readonly Part[]): string {
	const [first] = parts;
	return parts.length === 1 && first ? printPart(first) : parts.map(printPart).join(',');
}
