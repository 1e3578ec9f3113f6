/** Words from a fixed list: one, or several separated by commas. */
import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

export interface ChoiceSettings {
	/** What the manual calls the word. */
	readonly argument: string;
	/** Case-sensitive; by default it is not. */
	readonly exact?: boolean;
	/** Abbreviations are accepted, as the first word with that prefix (strncasecmp with its length). */
	readonly abbreviations?: boolean;
	/** Other spellings of a word. */
	readonly synonyms?: Readonly<Record<string, string>>;
}

function finder(words: readonly string[], settings: ChoiceSettings) {
	const { exact = false, abbreviations = false, synonyms = {} } = settings;
	const fold = (text: string) => (exact ? text : text.toLowerCase());
	const candidates = [
		...words.map((word) => [fold(word), word] as const),
		...Object.entries(synonyms).map(([other, word]) => [fold(other), word] as const)
	];
	return (given: string): string | undefined => {
		const wanted = fold(given);
		for (const [candidate, word] of candidates)
			if (candidate === wanted || (abbreviations && candidate.startsWith(wanted))) return word;
		return undefined;
	};
}

function refuse(given: string, words: readonly string[]) {
	return bad(
		'bad-word',
		`“${given}” is not one of ${words.join(', ')}`,
		`Write one of ${words.join(', ')}.`
	);
}

/** One word of the list. */
export function choice(
	words: readonly string[],
	settings: ChoiceSettings
): OptionType<ValueOf<'text'>> {
	const find = finder(words, settings);
	return {
		argument: settings.argument,
		words: 1,
		is: (value) => value.kind === 'text',
		read(given) {
			const word = find(given);
			return word === undefined ? refuse(given, words) : good({ kind: 'text', text: word });
		},
		print: ({ text }) => text,
		say: ({ text }) => text,
		suggestions: words
	};
}

export interface ChoicesSettings extends ChoiceSettings {
	/** How the words are joined in a sentence. */
	readonly join?: 'or' | 'and';
	/** What may separate the words, any number of times (strtok); else one comma. */
	readonly separators?: RegExp;
}

/** Several words of the list; each kept once, in the order in which iptables-save prints them. */
export function choices(
	words: readonly string[],
	settings: ChoicesSettings
): OptionType<ValueOf<'words'>> {
	const find = finder(words, settings);
	return {
		argument: settings.argument,
		words: 1,
		is: (value) => value.kind === 'words',
		read(given) {
			const found = new Set<string>();
			for (const each of given.split(settings.separators ?? ',')) {
				if (each === '' && settings.separators) continue;
				const word = each === '' ? undefined : find(each);
				if (word === undefined) return refuse(each, words);
				found.add(word);
			}
			return good({ kind: 'words', words: words.filter((word) => found.has(word)) });
		},
		print: ({ words: kept }) => kept.join(','),
		say: ({ words: kept }) => kept.join(` ${settings.join ?? 'or'} `),
		suggestions: words
	};
}
