// set_match_v4, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_set.c
import type { Complaint } from '../extension';
import type { OptionUse } from '../ruleset';
import { eachOnce, match, option, others } from './define';
import { evaluation, given, negate } from './evaluate';
import { signed } from './listing';
import type { Comparison } from './set-counters';
import { isMember, noMembers, type SetQuestion } from './set-members';
import { currentSet } from './set-session';
import { none } from './types/none';
import { checkSet, saySides, setWithSides } from './types/set-sides';
import { wholeBig } from './types/whole';

const matchSet = option('match-set', setWithSides, 'The packet is in this ipset.', {
	aliases: ['set'],
	invertible: true,
	mandatory: true,
	says: (value) =>
		`whose ${saySides(value)} ${value.words.length > 2 ? 'are' : 'is'} in set ${value.words[0] ?? ''}`
});
const returnNomatch = option(
	'return-nomatch',
	none,
	'Matches the entries flagged nomatch, and no others.',
	{
		repeatable: true,
		phrase: 'as an exception'
	}
);
const updateCounters = option('update-counters', none, 'Counts in the set; on unless negated.', {
	invertible: true,
	repeatable: true,
	phrase: 'updating its counters',
	rewrite: (use) => (use.inverted ? use : undefined)
});
const updateSubcounters = option(
	'update-subcounters',
	none,
	'Counts in the sets of a list; on unless negated.',
	{
		invertible: true,
		repeatable: true,
		phrase: 'updating counters of its sets',
		rewrite: (use) => (use.inverted ? use : undefined)
	}
);
const compared = { eq: '', lt: 'fewer than ', gt: 'more than ' };

function counters(what: 'packets' | 'bytes') {
	const names = ['eq', 'lt', 'gt'].map((each) => `${what}-${each}`);
	return (['eq', 'lt', 'gt'] as const).map((each) =>
		option(
			`${what}-${each}`,
			wholeBig('value'),
			`The entry has counted ${compared[each]}this many ${what}.`,
			{
				invertible: each === 'eq',
				excludes: others(names, `${what}-${each}`),
				phrase: `whose entry has counted ${compared[each]}$ ${what}`
			}
		)
	);
}

const countersOf = [...counters('packets'), ...counters('bytes')];

/** The values required of the entry's counters. */
function comparisons(options: readonly OptionUse[]): readonly Comparison[] {
	return countersOf.flatMap((option): readonly Comparison[] => {
		const use = option.in(options);
		if (!use) return [];
		const sign = option.name.endsWith('lt') ? 'lt' : option.name.endsWith('gt') ? 'gt' : 'eq';
		return [
			{
				counter: option.name.startsWith('packets') ? 'packets' : 'bytes',
				sign: use.inverted ? 'ne' : sign,
				value: use.value.value
			}
		];
	});
}

export const set = match({
	name: 'set',
	summary: 'Members of an ipset.',
	options: [matchSet, returnNomatch, updateCounters, updateSubcounters, ...countersOf],
	listing: {
		pattern:
			/^(! )?match-set (\S+) (\S+)((?: return-nomatch| ! update-(?:sub)?counters| (?:! )?(?:packets|bytes)-(?:eq|lt|gt) \d+)*)/,
		words: ([sign, name = '', sides = '', more = '']) => [
			...signed(sign, '--match-set', name, sides),
			...(more.match(/\S+/g) ?? []).map((word) => (/^[a-z]/.test(word) ? `--${word}` : word))
		]
	},
	check: (options: readonly OptionUse[], rule): readonly Complaint[] =>
		checkSet(matchSet, options, rule),
	normal: eachOnce,
	evaluate: evaluation(
		given(matchSet, ({ words: [name = '', ...sides] }, inverted, { options }) => {
			const question: SetQuestion = {
				sides: sides.map((side) => (side === 'src' ? 'src' : 'dst')),
				exceptions: returnNomatch.in(options) !== undefined,
				counting: {
					compared: comparisons(options),
					counts: !updateCounters.in(options)?.inverted,
					countsInside: !updateSubcounters.in(options)?.inverted
				}
			};
			return (packet) => {
				const found = currentSet(packet, name);
				if (!found) return noMembers(name);
				const outcome = isMember(found, packet, question);
				return inverted ? negate(outcome) : outcome;
			};
		})
	)
});
