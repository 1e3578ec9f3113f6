import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

/** Bits per second of each suffix; `bps` counts octets. */
const suffixes: Readonly<Record<string, number>> = {
	bit: 1,
	kibit: 1024,
	kbit: 1000,
	mibit: 1024 ** 2,
	mbit: 1000 ** 2,
	gibit: 1024 ** 3,
	gbit: 1000 ** 3,
	tibit: 1024 ** 4,
	tbit: 1000 ** 4,
	bps: 8,
	kibps: 8 * 1024,
	kbps: 8 * 1000,
	mibps: 8 * 1024 ** 2,
	mbps: 8 * 1000 ** 2,
	gibps: 8 * 1024 ** 3,
	gbps: 8 * 1000 ** 3,
	tibps: 8 * 1024 ** 4,
	tbps: 8 * 1000 ** 4
};

/** A rate with a unit (`8kbit`); kept as octets per second. */
export const bitRate: OptionType<ValueOf<'number'>> = {
	argument: 'rate',
	words: 1,
	is: (value) => value.kind === 'number',
	read(text) {
		const [, number = '', suffix = ''] = /^\s*\+?(\d+\.?\d*|\.\d+)(\w*)$/.exec(text) ?? [];
		const scale = suffix === '' ? 8 : suffixes[suffix.toLowerCase()];
		const value = Math.floor((Number(number) * (scale ?? 0)) / 8);
		return number === '' || scale === undefined || value > 0xffff_ffff
			? bad('bad-rate', `“${text}” is not a rate`, 'Write it as 8bit, 64kbit or 1mbps.')
			: good({ kind: 'number', value });
	},
	print({ value }) {
		const bits = value * 8;
		if (bits >= 1e9) return `${(bits / 1e6).toFixed(0)}Mbit`;
		return bits >= 1e6 ? `${(bits / 1000).toFixed(0)}Kbit` : `${bits}bit`;
	},
	say: (value, context) => bitRate.print(value, context)
};
