import { scaledInt } from '../../double';
import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

/** Octets per second of each suffix; `bps` counts octets, no suffix counts bits. */
const suffixes: ReadonlyMap<string, number> = new Map([
	['', 1 / 8],
	['bit', 1 / 8],
	['kibit', 1024 / 8],
	['kbit', 1000 / 8],
	['mibit', 1024 ** 2 / 8],
	['mbit', 1000 ** 2 / 8],
	['gibit', 1024 ** 3 / 8],
	['gbit', 1000 ** 3 / 8],
	['tibit', 1024 ** 4 / 8],
	['tbit', 1000 ** 4 / 8],
	['bps', 1],
	['kibps', 1024],
	['kbps', 1000],
	['mibps', 1024 ** 2],
	['mbps', 1000 ** 2],
	['gibps', 1024 ** 3],
	['gbps', 1000 ** 3],
	['tibps', 1024 ** 4],
	['tbps', 1000 ** 4]
]);

/** A rate with a unit (`8kbit`); kept as octets per second, in 32 bits.
 * rateest_get_rate, https://git.netfilter.org/iptables/tree/extensions/libxt_rateest.c */
export const bitRate: OptionType<ValueOf<'number'>> = {
	argument: 'rate',
	words: 1,
	is: (value) => value.kind === 'number',
	read(text) {
		const value = scaledInt(text, suffixes);
		return value === undefined
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
