/**
 * The kernel's case-insensitive search, which skips over some occurrences of the pattern:
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/lib/ts_bm.c
 *
 * It folds the text to upper case, but looks up how far to skip by the unfolded octet. For 0xdf and
 * 0xff, which tolower never returns, that is the length of the pattern.
 */

/** Latin-1's toupper and tolower, as in lib/ctype.c. */
export function toUpper(octet: number): number {
	const isLower =
		(octet >= 0x61 && octet <= 0x7a) || octet === 0xdf || (octet >= 0xe0 && octet !== 0xf7);
	return isLower ? octet - 0x20 : octet;
}

function toLower(octet: number): number {
	const isUpper =
		(octet >= 0x41 && octet <= 0x5a) || (octet >= 0xc0 && octet <= 0xde && octet !== 0xd7);
	return isUpper ? octet + 0x20 : octet;
}

/** Whether the `length` octets at `i` also occur at `j`, preceded by a different octet. */
function occursAt(pattern: readonly number[], i: number, j: number, length: number): boolean {
	for (let g = length; g > 0; g--) {
		if (pattern[i + g - 1] !== pattern[j + g - 1]) return false;
		if (j + g - 2 < 0) return true;
	}
	return pattern[i - 1] !== pattern[j - 1];
}

/** How far the pattern moves on, by how many of its last octets match. */
function goodShifts(pattern: readonly number[]): readonly number[] {
	const { length } = pattern;
	const shifts = Array.from({ length }, (_, i) => (i === 0 ? 1 : length));
	for (let i = length - 1, g = 1; i > 0; g++, i--)
		for (let j = i - 1; j >= 1 - g; j--)
			if (occursAt(pattern, i, j, g)) {
				shifts[g] = length - j - g;
				break;
			}
	return shifts;
}

function badShifts(pattern: readonly number[]): readonly number[] {
	const { length } = pattern;
	const shifts = Array.from({ length: 256 }, () => length);
	for (const [i, octet] of pattern.slice(0, -1).entries())
		for (const either of [octet, toLower(octet)]) shifts[either] = length - 1 - i;
	return shifts;
}

/** `pattern` is in upper case. */
export function findsFolded(pattern: readonly number[]): (text: readonly number[]) => boolean {
	const { length } = pattern;
	const good = goodShifts(pattern);
	const bad = badShifts(pattern);
	return (text) => {
		for (let end = length - 1; end < text.length;) {
			let fits = 0;
			while (fits < length && toUpper(text[end - fits] ?? 0) === pattern[length - 1 - fits]) fits++;
			if (fits === length) return true;
			const leap = bad[text[end - fits] ?? 0] ?? length;
			end = Math.max(end - fits + leap, end + (good[fits] ?? length));
		}
		return false;
	};
}
