/** What `-j TTL` and `-j HL` have in common. */
import type { TargetExtension } from '../extension';
import type { Family } from '../ruleset';
import { needsOne, option, others, target } from './define';
import { whole } from './types/whole';

export function hopLimitTarget(name: 'TTL' | 'HL', family: Family, what: string): TargetExtension {
	const prefix = name.toLowerCase();
	const names = ['set', 'dec', 'inc'].map((each) => `${prefix}-${each}`);
	const change = (operation: string, low: number, summary: string, phrase: string) =>
		option(`${prefix}-${operation}`, whole({ low, high: 255 }), summary, {
			excludes: others(names, `${prefix}-${operation}`),
			phrase
		});
	const set = change('set', 0, `Sets the ${what}.`, 'to $');
	const dec = change('dec', 1, `Lowers the ${what}.`, 'down by $');
	const inc = change('inc', 1, `Raises the ${what}.`, 'up by $');
	return target({
		name,
		families: [family],
		summary: `Changes the ${what}; the walk goes on.`,
		options: [set, dec, inc],
		listing: {
			pattern: new RegExp(String.raw`^${name} set to (\d+)$`),
			words: ([value = '']) => [`--${prefix}-set`, value]
		},
		tables: ['mangle'],
		check: needsOne(),
		effect(options) {
			for (const [each, operation] of [
				[set, 'set'],
				[dec, 'decrease'],
				[inc, 'increase']
			] as const) {
				const by = each.in(options)?.value.value;
				if (by !== undefined) return { kind: 'change', changes: [{ field: 'ttl', operation, by }] };
			}
			return { kind: 'continue' };
		}
	});
}
