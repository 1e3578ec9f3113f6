/** Times and dates of -m time. https://git.netfilter.org/iptables/tree/extensions/libxt_time.c */
import { readNumber } from '../../number';
import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

const isNumber = (value: { readonly kind: string }): value is ValueOf<'number'> =>
	value.kind === 'number';
const two = (value: number) => `${value}`.padStart(2, '0');

/** `hh:mm[:ss]`, as seconds of the day. */
export const timeOfDay: OptionType<ValueOf<'number'>> = {
	argument: 'hh:mm[:ss]',
	words: 1,
	is: isNumber,
	read(text) {
		const [, hours = '', minutes = '', seconds = '0'] = /^(\d+):(\d+)(?::(\d+))?$/.exec(text) ?? [];
		const [h, m, s] = [Number(hours), Number(minutes), Number(seconds)];
		return hours === '' || h > 23 || m > 59 || s > 59
			? bad('bad-time', `“${text}” is not a time of day`, 'Write it as 08:30 or 08:30:00.')
			: good({ kind: 'number', value: h * 3600 + m * 60 + s });
	},
	print: ({ value }) =>
		`${two(Math.floor(value / 3600))}:${two(Math.floor(value / 60) % 60)}:${two(value % 60)}`,
	say: (value, context) => timeOfDay.print(value, context)
};

const datePattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2})(?::?(\d{2})(?::?(\d{2}))?)?)?)?)?$/;

/** `YYYY[-MM[-DD[Thh[:mm[:ss]]]]]`, as seconds since 1970. */
export const date: OptionType<ValueOf<'number'>> = {
	argument: 'YYYY[-MM[-DD[Thh[:mm[:ss]]]]]',
	words: 1,
	is: isNumber,
	read(text) {
		const found = datePattern.exec(text);
		const [, year = '0', month = '01', day = '01', h = '00', m = '00', s = '00'] = found ?? [];
		const value = Date.UTC(+year, +month - 1, +day, +h, +m, +s) / 1000;
		const fits =
			+month >= 1 && +month <= 12 && +day >= 1 && +day <= 31 && +h < 24 && +m < 60 && +s < 60;
		return !found || !fits || +year < 1970 || +year > 2038
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

/** Days out of a list, negation already taken in, as bits. */
export function days(
	argument: string,
	names: readonly string[],
	first: number,
	last: number
): OptionType<ValueOf<'flags'>> {
	const all = (2 ** (last + 1) - 2) >>> 0;
	const nameOf = (day: number) => names[day - 1] ?? `${day}`;
	function readDay(text: string): number {
		const number = readNumber(text, first, last);
		if (number >= 0) return number;
		// Two letters are enough, in the case in which they are printed.
		return text.length < 2
			? -1
			: names.findIndex((name) => name.slice(0, 2) === text.slice(0, 2)) + 1 || -1;
	}
	const list = (set: number) =>
		Array.from({ length: last }, (_, i) => i + 1)
			.filter((day) => (set >>> day) & 1)
			.map(nameOf);
	return {
		argument,
		words: 1,
		is: (value) => value.kind === 'flags',
		read(text) {
			let set = 0;
			for (const word of text.split(',')) {
				const day = readDay(word);
				if (day < 0) return bad('bad-day', `“${word}” is not a day`, `Write ${argument}.`);
				set |= 1 << day;
			}
			return good({ kind: 'flags', mask: all, set: set >>> 0 });
		},
		print: ({ set }) => list(set).join(','),
		say: ({ set }) => list(set).join(' or '),
		suggestions: names
	};
}
