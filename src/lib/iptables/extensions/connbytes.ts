// connbytes_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_connbytes.c
import type { ConnectionView } from '../evaluation';
import type { OptionType } from '../extension';
import type { ValueOf } from '../values';
import { match, option } from './define';
import { evaluation, given, unknown } from './evaluate';
import { choice } from './types/choice';
import { bad, good } from './types/result';
import { readRange } from './types/whole';

const largest = (1n << 64n) - 1n;

/** `from[:to]`; if the end is omitted or zero, no end is printed. */
const amount: OptionType<ValueOf<'bigRange'>> = {
	argument: 'from[:to]',
	words: 1,
	is: (value) => value.kind === 'bigRange',
	read(text) {
		const range = readRange(text, largest);
		if (!range) return bad('bad-range', `“${text}” is not a range of numbers`, 'Write low:high.');
		const high = text.includes(':') ? range.high : largest;
		return good({ kind: 'bigRange', low: range.low, high });
	},
	print: ({ low, high }) =>
		high === 0n || high === largest ? low.toString() : `${low.toString()}:${high.toString()}`,
	say: ({ low, high }) =>
		high === largest ? `at least ${low.toString()}` : `${low.toString()} to ${high.toString()}`
};

const range = option('connbytes', amount, 'From so much to so much.', {
	invertible: true,
	mandatory: true,
	phrase: 'of a connection that has carried $',
	// A range of one number is kept with its ends in order, which loses the negation.
	rewrite: (use) =>
		use.value.kind === 'bigRange' && use.value.low === use.value.high
			? { ...use, inverted: false }
			: use
});
const mode = option(
	'connbytes-mode',
	choice(['packets', 'bytes', 'avgpkt'], { argument: 'packets|bytes|avgpkt', exact: true }),
	'What is counted: packets, octets, or octets per packet.',
	{ mandatory: true, phrase: '$' }
);
const direction = option(
	'connbytes-dir',
	choice(['original', 'reply', 'both'], { argument: 'original|reply|both', exact: true }),
	'In which direction.',
	{ mandatory: true, phrase: 'in direction $' }
);

type Counts = ConnectionView['packets'];

function of({ original, reply }: Counts, where: string): number {
	return (where === 'reply' ? 0 : original) + (where === 'original' ? 0 : reply);
}

function counted({ packets, bytes }: ConnectionView, what: string, where: string): number {
	if (what === 'packets') return of(packets, where);
	if (what === 'bytes') return of(bytes, where);
	const all = of(packets, where);
	return all === 0 ? 0 : Math.floor(of(bytes, where) / all);
}

export const connbytes = match({
	name: 'connbytes',
	summary: 'How much the connection has carried.',
	options: [range, mode, direction],
	explain(options, context) {
		const what = mode.in(options)?.value.text ?? 'packets';
		const where = direction.in(options)?.value.text ?? 'both';
		const way = where === 'both' ? 'both ways' : `in ${where} direction`;
		const use = options.find(({ option: name }) => name === range.name);
		const amount = use ? range.say(use, context) : '';
		return `${amount} ${what === 'avgpkt' ? 'octets per packet' : what} ${way}`;
	},
	evaluate: evaluation(
		given(range, ({ low, high }, inverted, { options }) => {
			const what = mode.in(options)?.value.text ?? 'packets';
			const where = direction.in(options)?.value.text ?? 'both';
			return ({ connection }) => {
				if (!connection) return unknown('what conntrack knows of the packet is left open');
				if (connection.original === null) return false;
				const value = counted(connection, what, where);
				return (value >= low && value <= high) !== inverted;
			};
		})
	)
});
