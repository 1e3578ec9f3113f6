/**
 * Whole numbers as libxtables reads them: strtoumax(3) with base 0 (decimal, `0x` hexadecimal,
 * leading `0` octal), white space and `+` allowed before it, `-` refused.
 * Source: xtables_strtoul_base, https://git.netfilter.org/iptables/tree/libxtables/xtables.c
 */
const pattern = /^[ \t\n\v\f\r]*\+?(?:(0[xX][0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))/;
const largest = (1n << 64n) - 1n;

/** The number at the start of a text, and the text after it; undefined if there is none. */
export function leadingBig(text: string): { value: bigint; rest: string } | undefined {
	const found = pattern.exec(text);
	if (!found) return undefined;
	const [all, hex, octal, decimal = '0'] = found;
	const digits = hex ?? (octal === undefined ? decimal : octal === '0' ? '0' : `0o${octal}`);
	const value = BigInt(digits);
	return value > largest ? undefined : { value, rest: text.slice(all.length) };
}

/** As `leadingBig`, for numbers below 2^53; larger ones are returned as Infinity. */
export function leadingNumber(text: string): { value: number; rest: string } | undefined {
	const found = leadingBig(text);
	if (!found) return undefined;
	const { value, rest } = found;
	return { value: value > BigInt(Number.MAX_SAFE_INTEGER) ? Infinity : Number(value), rest };
}

const wholeNumbers = {
	0: /^[ \t\n\v\f\r]*([-+]?)(0x[0-9a-f]+|[0-9]+)/i,
	10: /^[ \t\n\v\f\r]*([-+]?)([0-9]+)/,
	16: /^[ \t\n\v\f\r]*([-+]?)(?:0x(?=[0-9a-f]))?([0-9a-f]+)/i
} as const;

/** Digits as BigInt reads them; for an octal number, those before the first `8` or `9`. */
function digitsIn(digits: string, base: 0 | 10 | 16): { text: string; read: number } {
	if (base === 16) return { text: `0x${digits}`, read: digits.length };
	if (base === 10 || !/^0[0-9]/.test(digits)) return { text: digits, read: digits.length };
	const octal = /^0[0-7]*/.exec(digits)?.[0] ?? '0';
	return { text: octal === '0' ? '0' : `0o${octal}`, read: octal.length };
}

/**
 * As strtoul(3): the number at the start of a text, and the text after it. Text that is not a number
 * is zero, with nothing read; a `-` negates; a number too large for 64 bits is all ones and an
 * overflow.
 */
export function strtoul(
	text: string,
	base: 0 | 10 | 16
): { readonly value: bigint; readonly rest: string; readonly overflow: boolean } {
	const [all, sign, found] = wholeNumbers[base].exec(text) ?? [];
	if (all === undefined || found === undefined) return { value: 0n, rest: text, overflow: false };
	const digits = digitsIn(found, base);
	const magnitude = BigInt(digits.text);
	const overflow = magnitude > largest;
	const value = overflow ? largest : BigInt.asUintN(64, sign === '-' ? -magnitude : magnitude);
	return { value, rest: text.slice(all.length - found.length + digits.read), overflow };
}

/** As `strtoul`, converted to an unsigned int. Extensions that read numbers by themselves mostly do
 * it this way. */
export function unsignedInt(text: string, base: 0 | 10 | 16): { value: number; rest: string } {
	const { value, rest } = strtoul(text, base);
	return { value: Number(BigInt.asUintN(32, value)), rest };
}

/** As sscanf(3) reads %llu: a `-` negates, too large is all ones; undefined if not a number. */
export function unsignedLong(text: string): bigint | undefined {
	const [, sign, digits] = /^[ \t\n\v\f\r]*([-+]?)([0-9]+)/.exec(text) ?? [];
	if (digits === undefined) return undefined;
	const magnitude = BigInt(digits);
	if (magnitude > largest) return largest;
	return BigInt.asUintN(64, sign === '-' ? -magnitude : magnitude);
}

/** The number that the whole text is, from `low` to `high`; else -1. Never throws. */
export function readNumber(text: string, low: number, high: number): number {
	const length = text.length;
	let value = 0;
	// Plain decimal, as nearly every number in a rule set, without a regular expression.
	let plain = length > 0 && length < 16 && (length === 1 || text.charCodeAt(0) !== 48);
	for (let i = 0; plain && i < length; i++) {
		const digit = text.charCodeAt(i) - 48;
		if (digit >= 0 && digit <= 9) value = value * 10 + digit;
		else plain = false;
	}
	if (!plain) {
		const found = leadingNumber(text);
		if (found?.rest !== '') return -1;
		value = found.value;
	}
	return value >= low && value <= high ? value : -1;
}

/** As `readNumber`, but undefined if it is none. `max` is at most 2^53 - 1. */
export function readUnsigned(text: string, min: number, max: number): number | undefined {
	const value = readNumber(text, min, max);
	return value < 0 ? undefined : value;
}
