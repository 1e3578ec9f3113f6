import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

const plain = /^[-_0-9a-zA-Z]+$/;

/**
 * A word as xtables_save_string writes it: bare if it only has letters, digits, `-` and `_`, else
 * in double quotes. https://git.netfilter.org/iptables/tree/libxtables/xtables.c
 */
export function quoted(text: string): string {
	return plain.test(text) ? text : `"${text.replace(/["\\']/g, '\\$&')}"`;
}

const bytes = new TextEncoder();

/** UTF-8 octets of a text: iptables' limits count octets. */
export function octets(text: string): number {
	return bytes.encode(text).length;
}

export interface TextSettings {
	readonly argument?: string;
	readonly low?: number;
	/** Maximum length in octets; `cut` is where iptables itself truncates silently. */
	readonly high?: number;
	readonly cut?: number;
	/** `quoted` by default; some extensions print the bare text. */
	readonly print?: (text: string) => string;
}

/** Any text. */
export function text({
	argument = 'text',
	low = 0,
	high = Infinity,
	cut = Infinity,
	print = quoted
}: TextSettings = {}): OptionType<ValueOf<'text'>> {
	return {
		argument,
		words: 1,
		is: (value) => value.kind === 'text',
		read(given) {
			const length = given.length > Math.min(high, cut) / 4 ? octets(given) : given.length;
			if (length < low)
				return bad(
					'text-too-short',
					`“${given}” is shorter than ${low} characters`,
					`Write at least ${low} characters.`
				);
			if (length > high)
				return bad(
					'text-too-long',
					`the text is ${length} octets long, at most ${high} are allowed`,
					'Shorten it.'
				);
			if (length <= cut) return good({ kind: 'text', text: given });
			const kept = new TextDecoder().decode(bytes.encode(given).slice(0, cut));
			return good({ kind: 'text', text: kept });
		},
		print: ({ text: value }) => print(value),
		say: ({ text: value }) => `“${value}”`
	};
}

/** The text unchanged, for what iptables-save prints without quotes. */
export function bare(value: string): string {
	return value;
}
