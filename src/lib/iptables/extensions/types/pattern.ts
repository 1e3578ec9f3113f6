/**
 * Patterns of -m string. Kept as a text in which each character is one octet (Latin-1), so that any
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

/** Text with blocks of hexadecimal digits between bars; `\\` makes the next character literal, and so
 * is the one after a closing bar. At the end of the text a bar may be missing after a space, or
 * be one too many. parse_hex_string, https://git.netfilter.org/iptables/tree/extensions/libxt_string.c */
function readHex(text: string): string | undefined {
	const octets = fromText(text);
	let pattern = '';
	let hex = false;
	for (let at = 0; at < octets.length;) {
		if (octets[at] === '\\') {
			if (hex || at + 1 >= octets.length) return undefined;
			pattern += octets.charAt(at + 1);
			at += 2;
			continue;
		}
		if (octets[at] === '|') {
			at++;
			if (!hex) while (octets[at] === ' ') at++;
			hex = !hex;
			if (at >= octets.length) break;
		}
		if (hex) {
			const pair = octets.slice(at, at + 2);
			if (at + 2 >= octets.length || !/^[0-9a-f]{2}$/i.test(pair)) return undefined;
			pattern += String.fromCharCode(parseInt(pair, 16));
			at += octets[at + 2] === ' ' ? 3 : 2;
		} else {
			pattern += octets.charAt(at);
			at++;
		}
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
