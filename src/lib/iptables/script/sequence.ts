/** Command substitution with seq(1), the one program that can be run here without a machine. */

const seq = /^(?:\$\(|`)\s*seq((?:\s+(?:-?\d+|\$\{?\w+\}?|"\$\{?\w+\}?")){1,3})\s*(?:\)|`)$/;
const MOST = 10_000;

/** The output of `$(seq first step last)`; undefined for anything else. */
export function sequenceOf(
	text: string,
	valueOf: (name: string) => string | undefined
): readonly string[] | undefined {
	const given = seq.exec(text)?.[1]?.trim().split(/\s+/) ?? [];
	const numbers = given.map((word) => {
		const name = /\w+/.exec(word)?.[0] ?? '';
		const value = word.includes('$') ? valueOf(name) : word;
		return value !== undefined && /^-?\d+$/.test(value) ? Number(value) : NaN;
	});
	const last = numbers.at(-1);
	if (last === undefined || numbers.some((number) => !Number.isFinite(number))) return undefined;
	const [first = 1] = numbers.length > 1 ? numbers : [];
	const step = numbers.length > 2 ? (numbers[1] ?? 1) : 1;
	const count = step === 0 ? Infinity : Math.max(0, Math.floor((last - first) / step) + 1);
	if (count > MOST) return undefined;
	return Array.from({ length: count }, (_, index) => String(first + index * step));
}
