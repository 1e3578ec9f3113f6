/** What `-m ttl` and `-m hl` have in common: one byte of the IP header under two names. */
import type { MatchExtension } from '../extension';
import type { Family } from '../ruleset';
import { match, needsOne, option, others } from './define';
import { evaluation, given, numberIn } from './evaluate';
import { signed } from './listing';
import { whole } from './types/whole';

const octet = whole({ high: 255 });

export function hopLimit(name: 'ttl' | 'hl', family: Family, what: string): MatchExtension {
	const upper = name.toUpperCase();
	const group = [`${name}-eq`, `${name}-lt`, `${name}-gt`];
	const equal = option(`${name}-eq`, octet, `${what} is this.`, {
		aliases: [name],
		invertible: true,
		excludes: others(group, `${name}-eq`),
		phrase: `with a ${what} of $`
	});
	const less = option(`${name}-lt`, octet, `${what} is less than this.`, {
		excludes: others(group, `${name}-lt`),
		phrase: `with a ${what} below $`
	});
	const greater = option(`${name}-gt`, octet, `${what} is greater than this.`, {
		excludes: others(group, `${name}-gt`),
		phrase: `with a ${what} above $`
	});
	return match({
		name,
		families: [family],
		summary: `${what} of the packet.`,
		options: [equal, less, greater],
		listing: {
			pattern: new RegExp(String.raw`^${upper} match ${upper} (==|!=|<|>) (\d+)`),
			words: ([relation = '', value = '']) =>
				relation === '<'
					? [`--${name}-lt`, value]
					: relation === '>'
						? [`--${name}-gt`, value]
						: signed(relation === '!=' ? '!' : '', `--${name}-eq`, value)
		},
		check: needsOne(),
		evaluate: evaluation(
			given(equal, ({ value }, inverted) => numberIn('ttl', value, value, inverted)),
			given(less, ({ value }) => numberIn('ttl', 0, value - 1, false)),
			given(greater, ({ value }) => numberIn('ttl', value + 1, 255, false))
		)
	});
}
