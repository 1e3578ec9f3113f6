import { parseIpv4 } from '$lib/net';
import { readSpan, type AddressRange } from '$lib/cgnat';
import type { AddressTest } from './address-test';
import type { WrittenCommand } from './written-command';

/** Where a test's address is written in the text, in UTF-16 code units from its start. */
export type Place = {
	/** The address itself. */
	readonly start: number;
	readonly end: number;
	/** What writes it: the option, a variable that the option uses, or the words of a loop. */
	readonly by: 'option' | 'variable' | 'loop';
	/** The rule's option; absent in a loop, which sets other addresses as well. */
	readonly option?: WrittenOption;
};

export type WrittenOption = {
	/** With its `!` and all of its value. */
	readonly start: number;
	readonly end: number;
	/** The value contains only this address. */
	readonly alone: boolean;
	/** The value, with its quotes. */
	readonly value: { readonly start: number; readonly end: number };
};

const names: Readonly<Record<string, string>> = {
	source: '(?:--source|--src)(?:\\s+|=)|-s\\s*',
	destination: '(?:--destination|--dst)(?:\\s+|=)|-d\\s*'
};

/** The shorthand of rules: `10/8` is 10.0.0.0/8, and a mask may be dotted and have holes. */
function sameAddress(word: string, { set }: AddressTest): boolean {
	if (set.kind === 'members') return false;
	if (set.kind === 'span') {
		const range: AddressRange | undefined = readSpan(word.includes('-') ? word : `${word}-${word}`);
		return range?.family === 'ipv4' && range.lo === set.lo && range.hi === set.hi;
	}
	const [dotted = '', length = '32'] = word.split('/');
	if (!/^\d+(\.\d+){0,3}$/.test(dotted)) return false;
	const address = parseIpv4([...dotted.split('.'), '0', '0', '0'].slice(0, 4).join('.'));
	if (address === undefined) return false;
	const mask = /^\d+$/.test(length)
		? Number(length) === 0
			? 0
			: (0xffff_ffff << (32 - Number(length))) >>> 0
		: parseIpv4(length);
	return mask === set.mask && (address & mask) >>> 0 === set.address;
}

/** The word of a list that is the test's address. */
function element(list: string, at: number, separator: RegExp, test: AddressTest) {
	let offset = 0;
	for (const word of list.split(separator)) {
		const start = list.indexOf(word, offset);
		offset = start + word.length;
		if (word !== '' && sameAddress(word, test)) return { start: at + start, end: at + offset };
	}
	return undefined;
}

/** Where a shell variable gets the address before `until`: by an assignment, or by a loop. */
function variable(text: string, name: string, until: number, test: AddressTest): Place | undefined {
	const before = text.slice(0, until);
	const assigned = new RegExp(`(?:^|[\\s;])${name}=(["']?)([^"'\\s;]+)\\1`, 'g');
	for (const found of [...before.matchAll(assigned)].reverse()) {
		const list = found[2] ?? '';
		const at = found.index + found[0].lastIndexOf(list);
		const word = element(list, at, /,/, test);
		if (word) return { ...word, by: 'variable' };
	}
	const looped = new RegExp(`\\bfor\\s+${name}\\s+in\\s+([^;\\n]+)`, 'g');
	for (const found of [...before.matchAll(looped)].reverse()) {
		const list = found[1] ?? '';
		const word = element(list, found.index + found[0].length - list.length, /\s+/, test);
		if (word) return { ...word, by: 'loop' };
	}
	return undefined;
}

/**
 * Finds where the user's text writes the address of a test; undefined if it is assembled from parts,
 * or not written in a form that this recognises.
 */
export function placeOf(command: WrittenCommand, test: AddressTest): Place | undefined {
	const name = names[test.option] ?? `--${test.option}(?:\\s+|=)`;
	const { text } = command.source;
	const written = text.slice(command.start, command.end);
	const option = new RegExp(`(?<=^|\\s)(?:!\\s+)?(?:${name})((["']?)([^\\s"';]+)\\2)`, 'g');
	for (const found of written.matchAll(option)) {
		const [all, quoted = '', , list = ''] = found;
		const start = command.start + found.index;
		const end = start + all.length;
		const whole = {
			start,
			end,
			alone: !list.includes(','),
			value: { start: end - quoted.length, end }
		};
		const word = element(list, start + all.lastIndexOf(list), /,/, test);
		if (word) return { ...word, by: 'option', option: whole };
		const used = /^\$\{?(\w+)\}?$/.exec(list)?.[1];
		const place = used === undefined ? undefined : variable(text, used, command.start, test);
		if (place) return place.by === 'loop' ? place : { ...place, option: whole };
	}
	return undefined;
}
