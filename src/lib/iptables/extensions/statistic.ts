// statistic_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_statistic.c
import { MatchMemory } from '../evaluation';
import type { Complaint } from '../extension';
import type { OptionUse } from '../ruleset';
import { match, option } from './define';
import { always, evaluation, unknown } from './evaluate';
import { choice } from './types/choice';
import { probability as probabilityType } from './types/probability';
import { whole } from './types/whole';

const number = whole({ high: 0xffff_ffff });
const mode = option(
	'mode',
	choice(['random', 'nth'], { argument: 'random|nth', exact: true }),
	'By chance, or every n-th packet.',
	{ mandatory: true, says: ({ text }) => (text === 'random' ? 'by chance' : '') }
);
const probability = option('probability', probabilityType, 'How likely a packet matches.', {
	invertible: true,
	excludes: ['every', 'packet'],
	phrase: 'with probability $'
});
const every = option(
	'every',
	whole({ low: 1, high: 0xffff_ffff }),
	'One packet out of this many.',
	{
		invertible: true,
		excludes: ['probability'],
		requires: ['packet'],
		phrase: 'that are one in $'
	}
);
const first = option('packet', number, 'Which one: 0 to n - 1.', {
	excludes: ['probability'],
	requires: ['every'],
	says: ({ value }) => (value === 0 ? '' : `after the first ${value}`)
});

function check(options: readonly OptionUse[]): readonly Complaint[] {
	const chosen = mode.in(options)?.value.text;
	if (chosen === 'random' && !probability.in(options))
		return [
			{
				code: 'option-missing',
				message: '--mode random needs --probability',
				help: 'Add --probability.',
				option: mode.name
			}
		];
	if (chosen !== 'nth') return [];
	const count = every.in(options)?.value.value;
	if (count === undefined)
		return [
			{
				code: 'option-missing',
				message: '--mode nth needs --every and --packet',
				help: 'Add them.',
				option: mode.name
			}
		];
	if ((first.in(options)?.value.value ?? 0) < count) return [];
	return [
		{
			code: 'packet-beyond-every',
			message: '--packet must be below --every',
			help: 'Packets count from 0.',
			option: first.name
		}
	];
}

const counts = new MatchMemory<{ seen: number }>(() => ({ seen: 0 }));

export const statistic = match({
	name: 'statistic',
	summary: 'Some of the packets, by chance or by counting.',
	options: [mode, probability, every, first],
	check,
	evaluate: evaluation(
		always('', (match) => {
			const { options } = match;
			const chance = probability.in(options);
			if (chance) {
				const inverted = chance.inverted;
				if (chance.value.value === 0) return () => inverted;
				// The kernel compares 31 random bits, so that 1 always matches.
				if (chance.value.value === 0x8000_0000) return () => !inverted;
				return () =>
					unknown(
						`it is left to chance, with a probability of ${probabilityType.say(chance.value, { family: 'ipv4', backend: 'nft' })}`
					);
			}
			const count = every.in(options)?.value.value ?? 1;
			const inverted = every.in(options)?.inverted ?? false;
			const offset = first.in(options)?.value.value ?? 0;
			return ({ session }) => {
				const state = counts.of(session, match);
				const nth = state.seen % count === offset;
				state.seen++;
				return nth !== inverted;
			};
		})
	)
});
