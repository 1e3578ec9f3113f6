import { parseIpv4, spanOf } from '$lib/net';
import type { AddressRange } from '../address-range';
import type { Device, Found, Origin } from '../network';

export type Line = {
	/** From 1. */
	readonly number: number;
	readonly text: string;
	/** The next line that is not blank: some titles can only be recognised by what follows them. */
	readonly next: string;
};

/** The result of a line, and how to read the lines after it if it starts a block. */
export type Step = {
	readonly found: readonly Found[];
	readonly inside?: LineReader;
};

/** Reads one line of its format, or returns undefined if it does not recognise it. */
export type LineReader = (line: Line) => Step | undefined;

/** A line that is recognised but names no network. */
export const nothing: Step = { found: [] };

/** A network written in `line` as `written`, at or after the offset `from`. */
export function found(
	line: Line,
	written: string,
	range: AddressRange,
	origin: Origin,
	device?: Device,
	from = 0
): Found {
	const offset = Math.max(0, line.text.indexOf(written, from));
	const span = spanOf(line.number, offset, written.length);
	const host = origin === 'address' ? parseIpv4(written.replace(/\/\d+$/, '')) : undefined;
	return { range, origin, span, ...(device && { device }), ...(host !== undefined && { host }) };
}

/** An interface of Unix. */
export function device(name: string): Device {
	return { kind: 'interface', name, description: '' };
}

/** Whether a line contains anything that looks like an IPv4 address. */
export function mentionsAddress(text: string): boolean {
	return /\d+\.\d+\.\d+/.test(text);
}

export const anywhere4 = '0.0.0.0/0';
export const anywhere6 = '::/0';
