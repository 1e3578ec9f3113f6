import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

const units: Readonly<Record<string, number>> = {
	'': 1,
	us: 1,
	usec: 1,
	usecs: 1,
	ms: 1000,
	msec: 1000,
	msecs: 1000,
	s: 1_000_000,
	sec: 1_000_000,
	secs: 1_000_000
};

/** A time with a unit (`250ms`), kept in microseconds. */
export const duration: OptionType<ValueOf<'number'>> = {
	argument: 'time',
	words: 1,
	is: (value) => value.kind === 'number',
	read(text) {
		const [, number = '', unit = ''] = /^\s*\+?(\d+\.?\d*|\.\d+)([a-z]*)$/i.exec(text) ?? [];
		const scale = units[unit.toLowerCase()];
		return number === '' || scale === undefined
			? bad('bad-duration', `“${text}” is not a time`, 'Write it as 250ms or 1s.')
			: good({ kind: 'number', value: Math.floor(Number(number) * scale) });
	},
	print({ value }) {
		if (value >= 1_000_000) return `${(value / 1_000_000).toFixed(1)}s`;
		return value >= 1000 ? `${(value / 1000).toFixed(1)}ms` : `${value}us`;
	},
	say: (value, context) => duration.print(value, context)
};
