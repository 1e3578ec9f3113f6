/**
 * Whole numbers as libxtables reads them: strtoumax(3) with base 0 (decimal, `0x` hexadecimal,
 * leading `0` octal), white space and `+` allowed before, `-` refused.
 * Source: xtables_strtoul_base, https://git.netfilter.org/iptables/tree/libxtables/xtables.c
 */
const pattern = /^[ \t\n\v\f\r]*\+?(?:(0[xX][0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))/;
const decimalPattern = /^[ \t\n\v\f\r]*\+?([0-9]+)/;
const largest = (1n << 64n) - 1n;

/** The number at the start of a text, and what follows it; undefined when there is none. */
export function leadingBig(text: string): { value: bigint; rest: string } | undefined {
	const found = pattern.exec(text);
	if (!found) return undefined;
	const [all, hex, octal, decimal = '0'] = found;
	const digits = hex ?? (octal === undefined ? decimal : octal === '0' ? '0' : `0o${octal}`);
	const value = BigInt(digits);
	return value > largest ? undefined : { value, rest: text.slice(all.length) };
}

/** As `leadingBig`, for numbers below 2^53; larger ones are given as Infinity. */
export function leadingNumber(text: string): { value: number; rest: string } | undefined {
	const found = leadingBig(text);
	if (!found) return undefined;
	const { value, rest } = found;
	return { value: value > BigInt(Number.MAX_SAFE_INTEGER) ? Infinity : Number(value), rest };
}

/**
 * As strtoul(3) put into an unsigned int, and what follows the number: text that is no number is
 * zero, of which nothing was read; a `-` negates; what is too large is all ones. Extensions that read
 * numbers by themselves mostly read them so.
 */
export function unsignedInt(text: string, base: 10 | 16): { value: number; rest: string } {
	const found =
		base === 10
			? /^[ \t\n\v\f\r]*([-+]?)([0-9]+)/.exec(text)
			: /^[ \t\n\v\f\r]*([-+]?)(?:0x(?=[0-9a-f]))?([0-9a-f]+)/i.exec(text);
	const [all, sign, digits] = found ?? [];
	if (all === undefined || digits === undefined) return { value: 0, rest: text };
	const magnitude = BigInt(base === 16 ? `0x${digits}` : digits);
	const value = magnitude > largest ? largest : sign === '-' ? -magnitude : magnitude;
	return { value: Number(BigInt.asUintN(32, value)), rest: text.slice(all.length) };
}

/** As strtoul(3) with base 10: a leading `0` means nothing. */
export function leadingDecimal(text: string): { value: number; rest: string } | undefined {
	const found = decimalPattern.exec(text);
	return found ? { value: Number(found[1]), rest: text.slice(found[0].length) } : undefined;
}

/** The number that a text is, whole, from `low` to `high`; else -1. Never throws. */
export function readNumber(text: string, low: number, high: number): number {
	const length = text.length;
	let value = 0;
	// Plain decimal, which nearly every number in a rule set is, without a regular expression.
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

/** As `readNumber`, undefined when it is none. `max` is at most 2^53 - 1. */
export function readUnsigned(text: string, min: number, max: number): number | undefined {
	const value = readNumber(text, min, max);
	return value < 0 ? undefined : value;
}
