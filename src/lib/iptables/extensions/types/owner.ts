/** Users and groups by number, range or name. */
import { leadingNumber } from '../../number';
import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

/** Names that every Debian system has (base-passwd); only the machine itself knows others. */
export const users: Readonly<Record<string, number>> = {
	root: 0,
	daemon: 1,
	bin: 2,
	sys: 3,
	sync: 4,
	games: 5,
	man: 6,
	lp: 7,
	mail: 8,
	news: 9,
	uucp: 10,
	proxy: 13,
	'www-data': 33,
	backup: 34,
	list: 38,
	irc: 39,
	nobody: 65534
};
export const groups: Readonly<Record<string, number>> = {
	root: 0,
	daemon: 1,
	bin: 2,
	sys: 3,
	adm: 4,
	tty: 5,
	disk: 6,
	lp: 7,
	mail: 8,
	news: 9,
	uucp: 10,
	man: 12,
	proxy: 13,
	kmem: 15,
	dialout: 20,
	cdrom: 24,
	floppy: 25,
	sudo: 27,
	audio: 29,
	dip: 30,
	'www-data': 33,
	backup: 34,
	operator: 37,
	list: 38,
	irc: 39,
	src: 40,
	shadow: 42,
	utmp: 43,
	video: 44,
	plugdev: 46,
	staff: 50,
	games: 60,
	users: 100,
	nogroup: 65534
};
const largest = 0xffff_fffe;

function readRange(text: string): ValueOf<'range'> | undefined {
	const first = leadingNumber(text);
	if (!first || first.value > largest) return undefined;
	if (first.rest === '') return { kind: 'range', low: first.value, high: first.value };
	if (!/^[-:]/.test(first.rest)) return undefined;
	const second = leadingNumber(first.rest.slice(1));
	if (second?.rest !== '' || second.value > largest) return undefined;
	return { kind: 'range', low: first.value, high: second.value };
}

export function owner(
	names: Readonly<Record<string, number>>,
	argument: string
): OptionType<ValueOf<'range'>> {
	return {
		argument,
		words: 1,
		is: (value) => value.kind === 'range',
		read(text) {
			const number = Object.hasOwn(names, text) ? names[text] : undefined;
			if (number !== undefined) return good({ kind: 'range', low: number, high: number });
			const range = readRange(text);
			if (range) return good(range);
			if (/^[a-z_][a-z0-9_.-]*\$?$/i.test(text))
				return bad(
					'unknown-name',
					`only the machine itself knows the number of “${text}”`,
					'Write the number, as id shows it.'
				);
			return bad(
				'bad-owner',
				`“${text}” is neither a number nor a name`,
				'Write 1000 or 1000-1999.'
			);
		},
		print: ({ low, high }) => (low === high ? `${low}` : `${low}-${high}`),
		say: ({ low, high }) => (low === high ? `${low}` : `${low} to ${high}`),
		suggestions: Object.keys(names)
	};
}
