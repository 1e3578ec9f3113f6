const decimal = /^[0-9]+$/;

/**
 * A whole number from `min` to `max` as xtables_strtoui reads it: decimal, `0x` hexadecimal or `0`
 * octal, white space and `+` in front allowed, nothing behind. `max` is at most 2^53 - 1.
 * Source: https://git.netfilter.org/iptables/tree/libxtables/xtables.c
 */
export function readUnsigned(text: string, min: number, max: number): number | undefined {
	let value: number;
	if (decimal.test(text) && (text.length === 1 || text.charCodeAt(0) !== 0x30)) {
		value = Number(text);
	} else {
		const parts = /^[ \t\n\v\f\r]*\+?(?:(0[xX][0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*))$/.exec(text);
		if (!parts) return undefined;
		const [, hexadecimal, octal, plain] = parts;
		value =
			hexadecimal !== undefined
				? Number(hexadecimal)
				: octal !== undefined
					? parseInt(octal, 8)
					: Number(plain);
	}
	return value >= min && value <= max ? value : undefined;
}
