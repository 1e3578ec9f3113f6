/** The options of -m hashlimit. */
import type { OptionType } from '../extension';
import { unsignedInt } from '../number';
import type { ValueOf } from '../values';
import { option } from './define';
import { choices } from './types/choice';
import { hashBurst, hashRate } from './types/hash-rate';
import { none } from './types/none';
import { prefixLength } from './types/prefix-length';
import { bad, good } from './types/result';
import { bare, text } from './types/text';
import { whole } from './types/whole';

const number = whole({ high: 0xffff_ffff });
export const upto = option('hashlimit-upto', hashRate, 'At most this rate.', {
	aliases: ['hashlimit'],
	invertible: true,
	excludes: ['hashlimit-above'],
	phrase: 'within a rate of $'
});
export const above = option('hashlimit-above', hashRate, 'More than this rate.', {
	invertible: true,
	excludes: ['hashlimit-upto'],
	phrase: 'beyond a rate of $'
});
export const burst = option(
	'hashlimit-burst',
	hashBurst,
	'How much may pass at once; 5 by default.',
	{
		phrase: 'after a burst of $'
	}
);
/** As atoi(3) reads it: decimal, followed by anything. */
const seconds: OptionType<ValueOf<'number'>> = {
	...whole({ low: 1, high: 0x7fff_ffff }),
	read(text) {
		const { value } = unsignedInt(text, 10);
		return value > 0 && value <= 0x7fff_ffff
			? good({ kind: 'number', value })
			: bad('bad-number', `“${text}” is not a number of seconds`, 'Write a whole number above 0.');
	}
};

const modeWords = new Map([
	['srcip', 'source address'],
	['srcport', 'source port'],
	['dstip', 'destination address'],
	['dstport', 'destination port']
]);
export const mode = option(
	'hashlimit-mode',
	choices(['srcip', 'srcport', 'dstip', 'dstport'], {
		argument: '{srcip|srcport|dstip|dstport}[,...]',
		exact: true,
		separators: /[,|]/,
		join: 'and'
	}),
	'What is counted apart; by default everything together.',
	{
		says: ({ words }) =>
			`for each ${words.map((word) => modeWords.get(word) ?? word).join(' and ')}`
	}
);
export const name = option(
	'hashlimit-name',
	text({ argument: 'name', low: 1, cut: 254, print: bare }),
	'Name of the table; rules with the same name share it.',
	{ mandatory: true, phrase: 'counted in table $' }
);
export const size = option('hashlimit-htable-size', number, 'Buckets of the table.', {});
export const max = option('hashlimit-htable-max', number, 'Most entries of the table.', {});
export const interval = option(
	'hashlimit-htable-gcinterval',
	number,
	'Milliseconds between clean-ups.',
	{}
);
export const expire = option(
	'hashlimit-htable-expire',
	number,
	'Milliseconds an idle entry is kept.',
	{
		phrase: 'forgotten after $ ms'
	}
);
export const srcmask = option('hashlimit-srcmask', prefixLength, 'Groups sources by prefix.', {
	phrase: 'sources by $'
});
export const dstmask = option('hashlimit-dstmask', prefixLength, 'Groups destinations by prefix.', {
	phrase: 'destinations by $'
});
export const rateMatch = option('hashlimit-rate-match', none, 'Compares the rate itself.', {
	phrase: 'by the rate itself'
});
export const rateInterval = option(
	'hashlimit-rate-interval',
	seconds,
	'Seconds over which the rate is taken.',
	{ phrase: 'over $ seconds' }
);

/** In the order in which iptables-save prints them. */
export const all = [
	upto,
	above,
	burst,
	mode,
	name,
	size,
	max,
	interval,
	expire,
	srcmask,
	dstmask,
	rateMatch,
	rateInterval
];
