/** The options after the element of add, del and test. */
import { readBig, readNumber } from './numbers';
import { setNameRefusal } from './element';
import type { ElementVerb } from './expand';
import { atWord, refusal, type SetRefusal } from './refusal';
import type { Creation, Extensions } from './set';
import { hasExceptions, type SetType } from './types';
import type { CommandWord } from './words';

/** The options as given; the others are omitted. */
export interface EntryOptions {
	readonly extensions: Partial<Extensions>;
	readonly wildcard?: true;
	/** Its place in a list. */
	readonly place?: { readonly side: 'before' | 'after'; readonly of: string };
}

/** The maximum timeout in seconds: the kernel counts milliseconds in 31 bits. */
export const longestTimeout = 2_147_483;
const largestCount = (1n << 64n) - 2n;
const longestComment = 255;

/** What one option sets. */
type Said = Partial<Extensions> & Omit<EntryOptions, 'extensions'>;
type Read = (text: string) => Said | SetRefusal;

interface EntryOption {
	/** It is followed by a word. */
	readonly takes: boolean;
	/** Two options with the same value here may not be given together. */
	readonly as?: string;
	readonly read: Read;
}

function number(high: number, as: (value: number) => Said): EntryOption {
	return {
		takes: true,
		read(text) {
			const value = readNumber(text, 0, high);
			return typeof value === 'number' ? as(value) : value;
		}
	};
}

function count(as: (value: bigint) => Said): EntryOption {
	return {
		takes: true,
		read(text) {
			const value = readBig(text, 0n, largestCount);
			return typeof value === 'bigint' ? as(value) : value;
		}
	};
}

function readComment(comment: string): Said | SetRefusal {
	if (comment.includes('"'))
		return refusal('set-comment', 'A comment can’t hold a double quote.', 'Leave the quote out.');
	if (new TextEncoder().encode(comment).length > longestComment)
		return refusal('set-comment', 'The comment is too long.', `At most ${longestComment} octets.`);
	return { comment };
}

function low32(digits: string): number {
	return Number(BigInt.asUintN(32, BigInt(`0x${digits}`)));
}

/** sscanf(3) stops reading where the text no longer fits. */
function readMark(text: string): Said | SetRefusal {
	const [, mark, mask] = /^0x([\da-f]+)(?:\/0x([\da-f]+))?/i.exec(text) ?? [];
	if (mark === undefined || text.startsWith('0X'))
		return refusal('set-skbmark', `“${text}” is not a mark.`, 'Write 0xMARK or 0xMARK/0xMASK.');
	return { mark: { mark: low32(mark), mask: mask === undefined ? 0xffff_ffff : low32(mask) } };
}

function readPriority(text: string): Said | SetRefusal {
	const [, major, minor] = /^\s*(?:0x)?([\da-f]+):\s*(?:0x)?([\da-f]+)/i.exec(text) ?? [];
	if (major === undefined || minor === undefined)
		return refusal('set-skbprio', `“${text}” is not a class.`, 'Write MAJOR:MINOR in hexadecimal.');
	return { priority: ((low32(major) << 16) | (low32(minor) & 0xffff)) >>> 0 };
}

function place(side: 'before' | 'after'): EntryOption {
	return {
		takes: true,
		as: 'place',
		read: (of) => setNameRefusal(of) ?? { place: { side, of } }
	};
}

const held: readonly (readonly [string, EntryOption])[] = [
	['timeout', number(longestTimeout, (timeout) => ({ timeout }))],
	['packets', count((packets) => ({ packets }))],
	['bytes', count((bytes) => ({ bytes }))],
	['comment', { takes: true, read: readComment }],
	['skbmark', { takes: true, read: readMark }],
	['skbprio', { takes: true, read: readPriority }],
	['skbqueue', number(65_535, (queue) => ({ queue }))]
];
const exception: EntryOption = { takes: false, read: () => ({ noMatch: true }) };
const wildcard: EntryOption = { takes: false, read: () => ({ wildcard: true }) };

/** The options of a command on sets of a type. */
function optionsOf(type: SetType, verb: ElementVerb): ReadonlyMap<string, EntryOption> {
	const options = new Map<string, EntryOption>(verb === 'add' ? held : []);
	if (hasExceptions(type) && verb !== 'del') options.set('nomatch', exception);
	if (type.name === 'hash:net,iface' && verb === 'add') options.set('wildcard', wildcard);
	if (type.storage === 'list') {
		options.set('before', place('before'));
		options.set('after', place('after'));
	}
	return options;
}

export function readEntryOptions(
	words: readonly CommandWord[],
	type: SetType,
	verb: ElementVerb
): EntryOptions | SetRefusal {
	const options = optionsOf(type, verb);
	const given = new Set<string>();
	let found: Said = {};
	for (let at = 0; at < words.length; at++) {
		const { text, index } = words[at] ?? { text: '', index: 0 };
		const name = text.replace(/^--/, '');
		const option = options.get(name);
		if (!option)
			return atWord(
				refusal(
					'set-option',
					`${verb} does not know “${text}” for sets of type ${type.name}.`,
					options.size === 0 ? 'Leave it out.' : `It knows ${[...options.keys()].join(', ')}.`
				),
				index
			);
		const argument = option.takes ? words[++at] : undefined;
		if (option.takes && !argument)
			return atWord(
				refusal('set-argument', `${name} needs a value.`, 'Write one after it.'),
				index
			);
		const as = option.as ?? name;
		if (option.takes && given.has(as))
			return atWord(refusal('set-option-twice', `${name} is given twice.`, 'Keep one.'), index);
		given.add(as);
		const read = option.read(argument?.text ?? text);
		if ('help' in read) return atWord(read, argument?.index ?? index);
		found = { ...found, ...read };
	}
	const { wildcard, place, ...extensions } = found;
	return { extensions, ...(wildcard && { wildcard }), ...(place && { place }) };
}

const kept: readonly (readonly [keyof Creation, string, readonly (keyof Extensions)[]])[] = [
	['timeout', 'timeout', ['timeout']],
	['counters', 'counters', ['packets', 'bytes']],
	['comment', 'comment', ['comment']],
	['skbinfo', 'skbinfo', ['mark', 'priority', 'queue']]
];

/** Besides its element, an entry only has the extensions that its set was created with. */
export function extensionRefusal(
	{ extensions }: EntryOptions,
	creation: Creation
): SetRefusal | undefined {
	for (const [made, option, names] of kept)
		if (names.some((name) => extensions[name] !== undefined) && (creation[made] ?? false) === false)
			return refusal(
				'set-extension',
				`The set was made without ${option}, so its entries can’t have this.`,
				`Make the set with the option ${option}${made === 'timeout' ? ' 0' : ''}.`
			);
	return undefined;
}
