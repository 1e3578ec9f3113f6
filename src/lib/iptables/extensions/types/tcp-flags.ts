import { wordGap, type OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

const flags: readonly (readonly [string, number])[] = [
	['FIN', 0x01],
	['SYN', 0x02],
	['RST', 0x04],
	['PSH', 0x08],
	['ACK', 0x10],
	['URG', 0x20]
];
const bits = new Map([...flags, ['ALL', 0x3f] as const, ['NONE', 0] as const]);

/** Flags of a comma-separated list; -1 if a word is not a flag. Empty words are skipped. */
function readFlags(text: string): number {
	let all = 0;
	for (const word of text.split(',')) {
		if (word === '') continue;
		const bit = bits.get(word.toUpperCase());
		if (bit === undefined) return -1;
		all |= bit;
	}
	return all;
}

function printFlags(all: number): string {
	const names = flags.filter(([, bit]) => all & bit).map(([name]) => name);
	return names.length > 0 ? names.join(',') : 'NONE';
}

/** `--tcp-flags mask comp`. */
export const tcpFlags: OptionType<ValueOf<'flags'>> = {
	argument: 'mask comp',
	words: 2,
	is: (value) => value.kind === 'flags',
	read(text) {
		const [first = '', second] = text.split(wordGap);
		if (second === undefined)
			return bad(
				'two-words',
				'--tcp-flags takes two lists of flags',
				'Write the flags to look at, then those that must be set: SYN,ACK SYN.'
			);
		const mask = readFlags(first);
		const set = readFlags(second);
		if (mask >= 0 && set >= 0) return good({ kind: 'flags', mask, set });
		return bad(
			'bad-tcp-flags',
			`“${mask < 0 ? first : second}” is not a list of TCP flags`,
			'Write flags with commas between them: FIN,SYN,RST,PSH,ACK,URG, or ALL or NONE.'
		);
	},
	print: ({ mask, set }) => `${printFlags(mask)} ${printFlags(set)}`,
	say({ mask, set }) {
		const clear = mask & ~set;
		const parts = [
			...(set ? [`${printFlags(set)} set`] : []),
			...(clear ? [`${printFlags(clear)} clear`] : [])
		];
		return parts.length > 0 ? parts.join(' and ') : 'any flags';
	},
	suggestions: ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ALL', 'NONE']
};
