// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_TCPOPTSTRIP.c
import { readNumber } from '../number';
import type { OptionType } from '../extension';
import type { ValueOf } from '../values';
import { option, target } from './define';
import { bad, good } from './types/result';

const names = new Map([
	['wscale', 3],
	['mss', 2],
	['sack-permitted', 4],
	['sack', 5],
	['timestamp', 8],
	['md5', 19]
]);

const optionList: OptionType<ValueOf<'numbers'>> = {
	argument: 'option[,...]',
	words: 1,
	is: (value) => value.kind === 'numbers',
	read(text) {
		const values = text.split(',').map((word) => names.get(word) ?? readNumber(word, 2, 255));
		return values.some((value) => value < 0) || new Set(values).size < values.length
			? bad(
					'bad-tcp-options',
					`“${text}” is not a list of different TCP options from 2 to 255`,
					`Write numbers, or ${[...names.keys()].join(', ')}.`
				)
			: good({ kind: 'numbers', values: values.sort((a, b) => a - b) });
	},
	print: ({ values }) => values.join(','),
	say: ({ values }) => values.join(', '),
	suggestions: [...names.keys()]
};

const stripped = option('strip-options', optionList, 'Options to blank out.', {
	phrase: 'numbers $'
});

export const TCPOPTSTRIP = target({
	name: 'TCPOPTSTRIP',
	summary: 'Blanks out options of the TCP header.',
	options: [stripped],
	tables: ['mangle'],
	protocols: [6],
	effect: (options) => ({
		kind: 'tcp-options',
		change: { operation: 'strip', kinds: stripped.in(options)?.value.values ?? [] }
	})
});
