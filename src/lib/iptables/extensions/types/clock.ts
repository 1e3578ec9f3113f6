/** Times and dates of -m time. https://git.netfilter.org/iptables/tree/extensions/libxt_time.c */
import { unsignedInt } from '../../number';
import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

const isNumber = (value: { readonly kind: string }): value is ValueOf<'number'> =>
	value.kind === 'number';
const two = (value: number) => `${value}`.padStart(2, '0');

/** A number of a time or date: its maximum, and the separator before the next one. */
type Part = readonly [most: number, sign: string];

/** Numbers with separators between them, as many as there are; undefined if one is too large or
 * something else follows. An omitted number is zero. */
function readParts(text: string, parts: readonly Part[]): readonly number[] | undefined {
	const found: number[] = [];
	let left = text;
	for (const [most, sign] of parts) {
		const { value, rest } = unsignedInt(left, 10);
		if (value > most) return undefined;
		found.push(value);
		if (rest === '') return found;
		if (sign === '' || !rest.startsWith(sign)) return undefined;
		left = rest.slice(1);
	}
	return undefined;
}

const timeParts = [
	[23, ':'],
	[59, ':'],
	[59, '']
] as const;

/** `hh:mm[:ss]`, as seconds of the day. */
export const timeOfDay: OptionType<ValueOf<'number'>> = {
	argument: 'hh:mm[:ss]',
	words: 1,
	is: isNumber,
	read(text) {
		const [hours = 0, minutes, seconds = 0] = readParts(text, timeParts) ?? [];
		return minutes === undefined
			? bad('bad-time', `“${text}” is not a time of day`, 'Write it as 08:30 or 08:30:00.')
			: good({ kind: 'number', value: hours * 3600 + minutes * 60 + seconds });
	},
	print: ({ value }) =>
		`${two(Math.floor(value / 3600))}:${two(Math.floor(value / 60) % 60)}:${two(value % 60)}`,
	say: (value, context) => timeOfDay.print(value, context)
};

const dateParts = [[2038, '-'], [12, '-'], [31, 'T'], ...timeParts] as const;

/** `YYYY[-MM[-DD[Thh[:mm[:ss]]]]]`, as seconds since 1970. The month and the day may be 0, meaning
 * the one before the first. */
export const date: OptionType<ValueOf<'number'>> = {
	argument: 'YYYY[-MM[-DD[Thh[:mm[:ss]]]]]',
	words: 1,
	is: isNumber,
	read(text) {
		const parts = readParts(text, dateParts);
		const [year = 0, month = 1, day = 1, h = 0, m = 0, s = 0] = parts ?? [];
		const value = Date.UTC(year, month - 1, day, h, m, s) / 1000;
		return !parts || year < 1970 || value < 0
			? bad(
					'bad-date',
					`“${text}” is not a date from 1970 to 2038`,
					'Write it as 2026-01-31T08:00.'
				)
			: good({ kind: 'number', value });
	},
	print: ({ value }) => new Date(value * 1000).toISOString().slice(0, 19),
	say: (value, context) => date.print(value, context)
};

export interface DaySettings {
	readonly argument: string;
	readonly names?: readonly string[];
	/** The last day; the first is 1. */
	readonly last: number;
	/** The largest number that is accepted, and how many bits of days are kept: days beyond them are
	 * lost. */
	readonly most?: number;
	readonly kept: number;
	/** Only this many letters of each word are compared. */
	readonly letters: number;
	/** The complaint about a zero; without it, zero is a day that never comes. */
	readonly zero?: string;
}

/** Days from a list, with negation already applied, as bits. Numbers outside the days are accepted,
 * but mean no day. */
export function days(settings: DaySettings): OptionType<ValueOf<'flags'>> {
	const { argument, names = [], last, most = Infinity, kept, letters, zero } = settings;
	const all = (2 ** (last + 1) - 2) >>> 0;
	const nameOf = (day: number) => names[day - 1] ?? `${day}`;
	function readDay(text: string): number {
		const number = unsignedInt(text, 0);
		if (number.rest === '') return number.value > most ? -1 : number.value;
		// Two letters are enough, in the case in which they are printed.
		return text.length < 2
			? -1
			: names.findIndex((name) => name.slice(0, 2) === text.slice(0, 2)) + 1 || -1;
	}
	const list = (set: number) =>
		Array.from({ length: last }, (_, i) => i + 1)
			.filter((day) => (set >>> day) & 1)
			.map(nameOf);
	/** Three or more days in a row as "Mon to Fri". */
	const runs = (set: number): readonly string[] => {
		const said: string[] = [];
		for (let day = 1; day <= last; day++) {
			if (!((set >>> day) & 1)) continue;
			let end = day;
			while (end < last && (set >>> (end + 1)) & 1) end++;
			if (end - day < 2) said.push(nameOf(day));
			else {
				said.push(`${nameOf(day)} to ${nameOf(end)}`);
				day = end;
			}
		}
		return said;
	};
	return {
		argument,
		words: 1,
		is: (value) => value.kind === 'flags',
		read(text) {
			let set = 0;
			const words = text.split(',');
			// A trailing comma, or an empty text, is no day.
			if (words.at(-1) === '') words.pop();
			for (const word of words) {
				const cut = word.slice(0, letters);
				const day = cut === '' ? 0 : readDay(cut);
				if (day < 0) return bad('bad-day', `“${cut}” is not a day`, `Write ${argument}.`);
				if (day === 0 && zero !== undefined) return bad('bad-day', zero, `Write ${argument}.`);
				set |= 1 << (day % 32);
			}
			return good({ kind: 'flags', mask: all, set: (set & (2 ** kept - 1)) >>> 0 });
		},
		print: ({ set }) => list(set).join(','),
		say: ({ set }) => runs(set).join(' or ') || 'no day',
		suggestions: names
	};
}
