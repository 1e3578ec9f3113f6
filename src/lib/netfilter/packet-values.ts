/** The words of a packet's line that take a value. */
import { isGivenState } from './given-state';
import type { OpenField, Packet } from './packet';
import { readFlags } from './packet-words';

/** Words that take a number, and the field they set. */
const numberWords = {
	ttl: 'ttl',
	tos: 'tos',
	mark: 'mark',
	length: 'length',
	len: 'length',
	uid: 'uid',
	gid: 'gid',
	seq: 'seq',
	ack: 'ack',
	win: 'window',
	id: 'icmpId',
	type: 'icmpType',
	code: 'icmpCode'
} as const;
export type NumberWord = keyof typeof numberWords;

export function isNumberWord(word: string): word is NumberWord {
	return Object.hasOwn(numberWords, word);
}

/** Words that take a value of another kind. */
const valueWords = ['flags', 'state', 'mac'] as const;
export type ValueWord = (typeof valueWords)[number];

export function isValueWord(word: string): word is ValueWord {
	return valueWords.some((each) => each === word);
}

/** The numbers that may be left open. */
const openNumbers = ['ttl', 'tos', 'mark', 'length', 'uid', 'gid', 'icmpType', 'icmpCode'] as const;

/** What a word and its value say about the packet, or what is wrong with the value. */
type Said =
	| { readonly fields: Partial<Packet>; readonly open?: OpenField }
	| { readonly code: string; readonly message: string; readonly help: string };

export function readNumber(word: NumberWord, text: string): Said {
	const field = numberWords[word];
	const open = text === '*' ? openNumbers.find((each) => each === field) : undefined;
	if (open !== undefined) return { fields: {}, open };
	// An empty text would be the number 0.
	const number = text === '' ? NaN : Number(text);
	return Number.isInteger(number) && number >= 0
		? { fields: { [field]: number } }
		: {
				code: 'bad-number',
				message: `“${word}” needs a number.`,
				help: `Write “${word} 64”.`
			};
}

function readState(text: string): Said {
	const state = text.toUpperCase();
	if (text === '*') return { fields: { state: 'open' } };
	return isGivenState(state)
		? { fields: { state } }
		: {
				code: 'bad-state',
				message: `“${text}” is not a connection state.`,
				help: 'Write NEW, ESTABLISHED, RELATED, INVALID, UNTRACKED or “*”.'
			};
}

export function readValue(word: ValueWord, text: string): Said {
	switch (word) {
		case 'flags': {
			if (text === '*') return { fields: {}, open: 'tcpFlags' };
			const tcpFlags = readFlags(text);
			return tcpFlags !== undefined
				? { fields: { tcpFlags } }
				: {
						code: 'bad-flags',
						message: `“${text}” is not a set of TCP flags.`,
						help: 'Write “flags SYN+ACK”, “flags none” or “flags *”.'
					};
		}
		case 'state':
			return readState(text);
		case 'mac':
			return /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(text)
				? { fields: { macSource: text.toLowerCase() } }
				: {
						code: 'bad-mac',
						message: `“${text}” is not a MAC address.`,
						help: 'Write six numbers of two digits: 02:00:00:00:00:01.'
					};
	}
}
