/** Floating-point numbers as the C library reads them. */

const hexadecimal = '0x((?:[0-9a-f]+\\.?[0-9a-f]*|\\.[0-9a-f]+)(?:p[-+]?[0-9]+)?)';
const decimal = '((?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:e[-+]?[0-9]+)?)';
const number = new RegExp(
	`^[ \\t\\n\\v\\f\\r]*([-+]?)(?:(inf(?:inity)?)|(nan(?:\\([0-9a-z_]*\\))?)|${hexadecimal}|${decimal})`,
	'i'
);

/** `1.8p3`: hexadecimal digits, times two to the power after the p. */
function hexDouble(text: string): number {
	const [digits = '', exponent = '0'] = text.toLowerCase().split('p');
	const [whole = '', fraction = ''] = digits.split('.');
	return Number(`0x${whole}${fraction}`) * 2 ** (Number(exponent) - 4 * fraction.length);
}

/**
 * As strtod(3): the number at the start of a text, and the text after it; undefined if there is
 * none. Hexadecimal, infinity and not-a-number are numbers too.
 */
export function leadingDouble(text: string): { value: number; rest: string } | undefined {
	const found = number.exec(text);
	if (!found) return undefined;
	const [all, sign, infinite, nan, hex, digits = '0'] = found;
	const magnitude = infinite ? Infinity : nan ? NaN : hex ? hexDouble(hex) : Number(digits);
	return { value: sign === '-' ? -magnitude : magnitude, rest: text.slice(all.length) };
}

/**
 * A number with a unit, converted to an unsigned int of the smallest unit as on x86-64: truncated
 * to 64 bits, of which the lower half is kept; a value that does not fit is zero. Case-insensitive.
 * Undefined if it is not a number.
 */
export function scaledInt(text: string, units: ReadonlyMap<string, number>): number | undefined {
	const found = leadingDouble(text);
	const scale = units.get(found?.rest.toLowerCase() ?? '');
	if (!found || scale === undefined) return undefined;
	const value = found.value * scale;
	if (!(Math.abs(value) < 2 ** 63)) return 0;
	return Number(BigInt.asUintN(32, BigInt(Math.trunc(value))));
}
