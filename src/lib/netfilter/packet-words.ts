/** The words of a packet's line that take no value: ends, and TCP flags. */
import { parseAddress, type Family } from '../net';
import { TCP_FLAG, type AddressNumber, type TcpFlagName } from './packet';

interface End {
	readonly family: Family | undefined;
	readonly address: AddressNumber | undefined;
	readonly port: string | undefined;
}

/** `192.0.2.1`, `192.0.2.1:22`, `[2001:db8::1]:22`, `2001:db8::1`, `*`, `*:22`, `:22`. */
export function readEnd(text: string): End | undefined {
	const bracketed = /^\[([^\]]*)\](?::(.+))?$/.exec(text);
	if (bracketed) {
		const address = parseAddress(bracketed[1] ?? '');
		return address && { family: address.family, address: address.value, port: bracketed[2] };
	}
	const whole = parseAddress(text);
	if (whole) return { family: whole.family, address: whole.value, port: undefined };
	const colon = text.lastIndexOf(':');
	const host = colon < 0 ? text : text.slice(0, colon);
	const port = colon < 0 ? undefined : text.slice(colon + 1);
	if (host === '*' || host === '' || host === 'any')
		return { family: undefined, address: undefined, port };
	const address = parseAddress(host);
	return address && { family: address.family, address: address.value, port };
}

/** `SYN`, `SYN+ACK`, `none`: the bits; undefined for anything else. */
export function readFlags(text: string): number | undefined {
	if (text === 'none') return 0;
	let bits = 0;
	for (const name of text.toUpperCase().split(/[+,|]/)) {
		if (!isFlagName(name)) return undefined;
		bits |= TCP_FLAG[name];
	}
	return bits;
}

function isFlagName(name: string): name is TcpFlagName {
	return Object.hasOwn(TCP_FLAG, name);
}
