/** Numbers as ipset reads them, with strtoull(3): decimal, octal after 0, hexadecimal after 0x. */
import { refusal, type SetRefusal } from './refusal';

const form = /^[ \t]*([-+]?)(0x[\da-f]+|0[0-7]*|[1-9]\d*)$/i;
const wrap = 1n << 64n;

function valueOf(text: string): bigint | undefined {
	const [, sign, digits = ''] = form.exec(text) ?? [];
	if (sign === undefined) return undefined;
	const value = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
	if (value >= wrap) return wrap;
	return sign === '-' && value > 0n ? wrap - value : value;
}

/** A whole number from `low` to `high`. */
export function readBig(text: string, low: bigint, high: bigint): bigint | SetRefusal {
	const value = valueOf(text);
	if (value === undefined)
		return refusal('set-number', `“${text}” is not a number.`, `Write one from ${low} to ${high}.`);
	if (value < low || value > high)
		return refusal(
			'set-number-range',
			`${text} is out of range.`,
			`Write a number from ${low} to ${high}.`
		);
	return value;
}

export function readNumber(text: string, low: number, high: number): number | SetRefusal {
	const value = readBig(text, BigInt(low), BigInt(high));
	return typeof value === 'bigint' ? Number(value) : value;
}
