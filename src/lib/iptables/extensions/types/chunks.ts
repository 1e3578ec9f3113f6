/** SCTP chunk types with their flags. https://git.netfilter.org/iptables/tree/extensions/libxt_sctp.c */
import { wordGap, type OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

/** Name, number, and the letters of its flags from bit 7 down. */
export const chunkTypes: readonly (readonly [name: string, type: number, flags: string])[] = [
	['DATA', 0, '----IUBE'],
	['INIT', 1, '--------'],
	['INIT_ACK', 2, '--------'],
	['SACK', 3, '--------'],
	['HEARTBEAT', 4, '--------'],
	['HEARTBEAT_ACK', 5, '--------'],
	['ABORT', 6, '-------T'],
	['SHUTDOWN', 7, '--------'],
	['SHUTDOWN_ACK', 8, '--------'],
	['ERROR', 9, '--------'],
	['COOKIE_ECHO', 10, '--------'],
	['COOKIE_ACK', 11, '--------'],
	['ECN_ECNE', 12, '--------'],
	['ECN_CWR', 13, '--------'],
	['SHUTDOWN_COMPLETE', 14, '-------T'],
	['I_DATA', 64, '----IUBE'],
	['ASCONF_ACK', 128, '--------'],
	['RE_CONFIG', 130, '--------'],
	['PAD', 132, '--------'],
	['FORWARD_TSN', 192, '--------'],
	['ASCONF', 193, '--------'],
	['I_FORWARD_TSN', 194, '--------']
];

/** One chunk type in normal form: `DATA:Be`, flags from bit 7 down, capital where set. */
function readChunk(text: string): string | undefined {
	const colon = text.indexOf(':');
	const wanted = (colon < 0 ? text : text.slice(0, colon)).toUpperCase();
	const found = chunkTypes.find(([name]) => name === wanted);
	if (!found) return undefined;
	const [name, type, letters] = found;
	const flags = new Map<number, boolean>();
	for (const letter of colon < 0 ? '' : text.slice(colon + 1)) {
		const at = letters.indexOf(letter.toUpperCase());
		if (at < 0) return undefined;
		flags.set(at, letter === letter.toUpperCase());
	}
	// iptables sets flags by index in its own table, which for later types is not the chunk type,
	// so they are lost.
	if (flags.size === 0 || type > 15) return name;
	const suffix = Array.from(letters, (letter, at) => {
		const set = flags.get(at);
		return set === undefined ? '' : set ? letter : letter.toLowerCase();
	}).join('');
	return `${name}:${suffix}`;
}

const order = (word: string) => chunkTypes.findIndex(([name]) => name === word.split(':')[0]);

/** `--chunk-types any|all|only list`: kept as the words in normal form, the first being the kind. */
export const chunks: OptionType<ValueOf<'words'>> = {
	argument: 'all|any|only chunktype[:flags][,...]',
	words: 2,
	is: (value) => value.kind === 'words',
	read(text) {
		const [kind = '', list] = text.split(wordGap);
		if (list === undefined)
			return bad(
				'two-words',
				'--chunk-types takes two words',
				'Write any, all or only, then the chunk types.'
			);
		const lower = kind.toLowerCase();
		if (!['any', 'all', 'only'].includes(lower))
			return bad('bad-chunk-match', `“${kind}” is not any, all or only`, 'Write one of them.');
		const upper = list.toUpperCase();
		if (upper === 'ALL' || upper === 'NONE') return good({ kind: 'words', words: [lower, upper] });
		const kept = new Map<string, string>();
		for (const word of list.split(',')) {
			if (word === '') continue;
			const chunk = readChunk(word);
			if (chunk === undefined)
				return bad(
					'bad-chunk-type',
					`“${word}” is not a chunk type with its flags`,
					`Write types of ${chunkTypes.map(([name]) => name).join(', ')}.`
				);
			kept.set(chunk.split(':')[0] ?? chunk, chunk);
		}
		const sorted = [...kept.values()].sort((a, b) => order(a) - order(b));
		return good({ kind: 'words', words: [lower, ...(sorted.length > 0 ? sorted : ['NONE'])] });
	},
	print: ({ words: [kind = '', ...list] }) => `${kind} ${list.join(',')}`,
	say: ({ words: [kind = '', ...list] }) => `${kind} of ${list.join(', ')}`,
	suggestions: chunkTypes.map(([name]) => name)
};
