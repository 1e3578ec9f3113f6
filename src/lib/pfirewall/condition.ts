/** A condition on a column: read from what a user types, tested on the bytes of a row. */
import {
	masked6Contains,
	numberSets,
	parseIpv4,
	parseIpv6,
	prefix4,
	prefix4Range,
	prefix6,
	protocolName,
	protocolNumber,
	type IntervalSet,
	type Masked6
} from '$lib/net';
import { readIpv4 } from './address';

/** In place of a column's name: "source or destination". */
export const EITHER_ADDRESS = 'address';

export type Condition = {
	/** The column's name as in the header, or `address`. */
	readonly column: string;
	/** As the user wrote it. */
	readonly text: string;
} & (
	| { readonly kind: 'ipv4'; readonly addresses: IntervalSet<number> }
	| { readonly kind: 'ipv6'; readonly prefix: Masked6 }
	| { readonly kind: 'number'; readonly least: number; readonly most: number }
	/** One of these texts, in lower case; the log's own case doesn't count. */
	| { readonly kind: 'text'; readonly texts: readonly string[] }
);

const ADDRESSES = new Set([EITHER_ADDRESS, 'src-ip', 'dst-ip']);
const NUMBERS = new Set([
	'src-port',
	'dst-port',
	'size',
	'tcpsyn',
	'tcpack',
	'tcpwin',
	'icmptype',
	'icmpcode',
	'pid'
]);

/**
 * Reads a condition: an address, prefix (`100.64.0.0/16`) or range (`10.0.0.1-10.0.0.9`) if the
 * column holds addresses, a number or range (`1024-65535`) if it holds numbers, else a text.
 * Anything else is compared as text; undefined only for an empty condition.
 */
export function readCondition(column: string, written: string): Condition | undefined {
	const text = written.trim();
	if (text === '') return undefined;
	if (ADDRESSES.has(column)) {
		const addresses = ipv4Set(text);
		if (addresses) return { column, text, kind: 'ipv4', addresses };
		const prefix = ipv6Prefix(text);
		if (prefix) return { column, text, kind: 'ipv6', prefix };
	}
	if (NUMBERS.has(column)) {
		const [, least, most = least] = /^(\d{1,15})(?:\s*[-:]\s*(\d{1,15}))?$/.exec(text) ?? [];
		if (least !== undefined) {
			return { column, text, kind: 'number', least: Number(least), most: Number(most) };
		}
	}
	const lower = text.toLowerCase();
	if (column !== 'protocol') return { column, text, kind: 'text', texts: [lower] };
	// The log writes a protocol as a name or a number: either matches the other.
	const name = /^\d{1,3}$/.test(lower) ? protocolName(Number(lower)) : undefined;
	const number = protocolNumber(lower);
	return {
		column,
		text,
		kind: 'text',
		texts: [
			lower,
			...(name === undefined ? [] : [name]),
			...(number === undefined ? [] : [String(number)])
		]
	};
}

function ipv4Set(text: string): IntervalSet<number> | undefined {
	const [first = '', last] = text.split('-').map((part) => part.trim());
	if (last !== undefined) {
		const lo = parseIpv4(first);
		const hi = parseIpv4(last);
		return lo !== undefined && hi !== undefined && lo <= hi
			? numberSets.of([{ lo, hi }])
			: undefined;
	}
	const [address = '', length = '32'] = text.split('/');
	const value = parseIpv4(address);
	if (value === undefined || !/^\d{1,2}$/.test(length) || Number(length) > 32) return undefined;
	const range = prefix4Range(prefix4(value, Number(length)));
	return range && numberSets.of([range]);
}

function ipv6Prefix(text: string): Masked6 | undefined {
	const [address = '', length = '128'] = text.split('/');
	const value = parseIpv6(address);
	if (value === undefined || !/^\d{1,3}$/.test(length) || Number(length) > 128) return undefined;
	return prefix6(value, Number(length));
}

const decoder = new TextDecoder();

/** Whether the column from `start` to `end` meets the condition. */
export function holds(
	condition: Condition,
	bytes: Uint8Array,
	start: number,
	end: number
): boolean {
	switch (condition.kind) {
		case 'ipv4': {
			const address = readIpv4(bytes, start, end);
			return address >= 0 && numberSets.contains(condition.addresses, address);
		}
		case 'ipv6': {
			const address = parseIpv6(decoder.decode(bytes.subarray(start, end)));
			return address !== undefined && masked6Contains(condition.prefix, address);
		}
		case 'number': {
			const value = readNumber(bytes, start, end);
			return value >= condition.least && value <= condition.most;
		}
		case 'text':
			return condition.texts.includes(decoder.decode(bytes.subarray(start, end)).toLowerCase());
	}
}

/** The decimal number from `start` to `end`; NaN if it is not one. */
export function readNumber(bytes: Uint8Array, start: number, end: number): number {
	if (start >= end) return NaN;
	let value = 0;
	for (let at = start; at < end; at++) {
		const digit = (bytes[at] ?? 0) - 48;
		if (digit < 0 || digit > 9) return NaN;
		value = value * 10 + digit;
	}
	return value;
}
