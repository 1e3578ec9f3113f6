/**
 * Patterns of -m string. Kept as a text of which each character is one octet (Latin-1), so that any
 * octet can be held. https://git.netfilter.org/iptables/tree/extensions/libxt_string.c
 */
import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

const longest = 128;
const isText = (value: { readonly kind: string }): value is ValueOf<'text'> =>
	value.kind === 'text';

/** The octets of a pattern. */
export function patternBytes(pattern: string): number[] {
	return Array.from(pattern, (character) => character.charCodeAt(0));
}

function fromText(text: string): string {
	return Array.from(new TextEncoder().encode(text), (octet) => String.fromCharCode(octet)).join('');
}

function refuseLength(text: string) {
	return bad('pattern-too-long', `“${text}” is longer than ${longest} octets`, 'Shorten it.');
}

export const stringPattern: OptionType<ValueOf<'text'>> = {
	argument: 'pattern',
	words: 1,
	is: isText,
	read(text) {
		const pattern = fromText(text);
		return pattern.length > longest ? refuseLength(text) : good({ kind: 'text', text: pattern });
	},
	print: ({ text }) => `"${text.replace(/["\\]/g, '\\$&')}"`,
	say: ({ text }) => `“${text}”`
};

/** Text with blocks of hexadecimal digits between bars, and `\\` before a character as it stands. */
function readHex(text: string): string | undefined {
	const block = /\|( *(?:[0-9a-f]{2} ?)+)\||\\([^])|[^|\\]/giuy;
	let pattern = '';
	while (block.lastIndex < text.length) {
		const found = block.exec(text);
		if (!found) return undefined;
		const [all, digits, literal] = found;
		if (digits === undefined) pattern += fromText(literal ?? all);
		else
			for (const pair of digits.match(/[0-9a-f]{2}/gi) ?? [])
				pattern += String.fromCharCode(parseInt(pair, 16));
	}
	return pattern;
}

export const hexPattern: OptionType<ValueOf<'text'>> = {
	argument: 'pattern',
	words: 1,
	is: isText,
	read(text) {
		const pattern = text === '' ? undefined : readHex(text);
		if (pattern === undefined)
			return bad(
				'bad-hex-pattern',
				`“${text}” is not text with hexadecimal octets between bars`,
				'Write it as |0d0a|GET or |de ad be ef|.'
			);
		return pattern.length > longest ? refuseLength(text) : good({ kind: 'text', text: pattern });
	},
	print: ({ text }) =>
		`"|${patternBytes(text)
			.map((octet) => octet.toString(16).padStart(2, '0'))
			.join('')}|"`,
	say: (value, context) => hexPattern.print(value, context)
};
