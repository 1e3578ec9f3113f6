/** The words of a packet's line: ends, TCP flags, and those that take a number. */
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
	return name in TCP_FLAG;
}

/** Words that take a number, and the field that it is. */
export const numberWords = {
	ttl: 'ttl',
	tos: 'tos',
	mark: 'mark',
	length: 'length',
	len: 'length',
	uid: 'uid',
	gid: 'gid',
	seq: 'seq',
	ack: 'ack',
	win: 'window',
	id: 'icmpId',
	type: 'icmpType',
	code: 'icmpCode'
} as const;

/** Whether a number follows this word. */
export function isNumberWord(word: string): word is keyof typeof numberWords {
	return word in numberWords;
}

/** Words that a value of their own follows. */
export const valueWords = ['flags', 'state', 'mac'] as const;
export type ValueWord = (typeof valueWords)[number];

export function isValueWord(word: string): word is ValueWord {
	return valueWords.some((each) => each === word);
}

/** The numbers that may be left open. */
export const openNumbers: ReadonlySet<string> = new Set([
	'ttl',
	'tos',
	'mark',
	'length',
	'uid',
	'gid',
	'icmpType',
	'icmpCode'
]);
