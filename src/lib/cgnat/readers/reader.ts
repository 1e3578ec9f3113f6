import { parseIpv4, spanOf } from '$lib/net';
import type { AddressRange } from '../address-range';
import type { Device, Found, Origin } from '../network';

export type Line = {
	/** From 1. */
	readonly number: number;
	readonly text: string;
	/** The next line that is not blank: some titles can only be told by what follows them. */
	readonly next: string;
};

/** What a line gives, and how the lines after it are read if it opens a block. */
export type Step = {
	readonly found: readonly Found[];
	readonly inside?: LineReader;
};

/** Reads one line of its format, or answers undefined: not mine. */
export type LineReader = (line: Line) => Step | undefined;

/** A line that is understood and names no network. */
export const nothing: Step = { found: [] };

/** A network that stands in `line` as the text `written`, at or after the offset `from`. */
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

/** Whether a line has anything in it that looks like an IPv4 address. */
export function mentionsAddress(text: string): boolean {
	return /\d+\.\d+\.\d+/.test(text);
}

export const anywhere4 = '0.0.0.0/0';
export const anywhere6 = '::/0';
