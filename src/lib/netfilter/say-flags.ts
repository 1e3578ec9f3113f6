/** Sets of TCP flags in words: "SYN without FIN, RST or ACK". */
import { inWords } from '$lib/text';
import { flagNames, flagsText } from './print-packet';

const ALL = 0xff;

/** The flags that matter (`mask`) and which of them are set. */
interface Pattern {
	readonly mask: number;
	readonly match: number;
}

function sayPattern({ mask, match }: Pattern): string {
	if (mask === ALL) return flagsText(match);
	const without = inWords(flagNames(mask & ~match), 'or');
	if (match === 0) return `without ${without}`;
	const set = inWords(flagNames(match));
	return without === '' ? `${set} among them` : `${set} without ${without}`;
}

/** Patterns that together cover exactly these values: each as wide as possible, none redundant. */
function patternsOf(values: ReadonlySet<number>): Pattern[] {
	const left = new Set(values);
	const found: Pattern[] = [];
	for (const value of values) {
		if (!left.has(value)) continue;
		let mask = ALL;
		const fits = (tried: number) => {
			for (let other = 0; other <= ALL; other++)
				if ((other & tried) === (value & tried) && !values.has(other)) return false;
			return true;
		};
		for (const bit of [128, 64, 8, 32, 1, 4, 16, 2]) if (fits(mask & ~bit)) mask &= ~bit;
		found.push({ mask, match: value & mask });
		for (const other of left) if ((other & mask) === (value & mask)) left.delete(other);
	}
	return found;
}

/** Each part of a set of flags; as few as possible. */
export function sayFlags(values: ReadonlySet<number>): string[] {
	return patternsOf(values).map(sayPattern);
}
