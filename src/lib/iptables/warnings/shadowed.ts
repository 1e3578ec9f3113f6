import type { Problem } from '$lib/net';
import { remembered, rememberedFor } from '../chain-memory';
import type { Family, HeaderMatch, Invertible, MaskedAddress, Rule, RuleSet } from '../ruleset';
import { implies, type Demand } from './demand';
import { demandsOf } from './demands';
import { endingChains, endsItsChain } from './ending-chains';
import { isRewritten } from './rewriting';
import { MOST_OF_A_KIND, warning } from './warning';

/** At most this many earlier rules are compared with each rule of a chain. */
const MOST_EARLIER = 60;

/** A rule that matches packets, its number in the chain, and what it demands of them. */
interface Earlier {
	readonly by: Rule;
	readonly number: number;
	readonly demands: readonly Demand[];
}

interface Shadowed extends Earlier {
	readonly rule: Rule;
}

/** Whether no packet has both as its address, as far as a quick look shows. */
function addressesApart(
	a: Invertible<MaskedAddress> | undefined,
	b: Invertible<MaskedAddress> | undefined
): boolean {
	if (!a || !b || a.inverted || b.inverted) return false;
	const one = a.value;
	const other = b.value;
	return (
		one.family === 'ipv4' &&
		other.family === 'ipv4' &&
		((one.address ^ other.address) & one.mask & other.mask) !== 0
	);
}

/** Most pairs of rules are of this kind; this saves comparing their demands. */
function apart(a: HeaderMatch, b: HeaderMatch): boolean {
	return addressesApart(a.source, b.source) || addressesApart(a.destination, b.destination);
}

/** What is known besides the rules of a chain: the chains it jumps to from which none comes back. */
type Given = readonly [family: Family, rewritten: boolean, ...ending: readonly string[]];

function shadowedIn(
	rules: readonly Rule[],
	[family, rewritten, ...endings]: Given
): readonly Shadowed[] {
	const ending = new Set(endings);
	const earlier: Earlier[] = [];
	const found: Shadowed[] = [];
	let number = 0;
	for (const rule of rules) {
		number++;
		const near = earlier.filter(({ by }) => !apart(by.header, rule.header));
		const room = earlier.length < MOST_EARLIER;
		if (near.length === 0 && !room) continue;
		const { demands, whole } = demandsOf(rule, family);
		const cover = near.find((each) => implies(demands, each.demands));
		if (cover) {
			found.push({ ...cover, rule });
			if (found.length >= MOST_OF_A_KIND) break;
		} else if (room && whole && endsItsChain(rule, family, ending)) {
			if (!rewritten || demands.length === 0) earlier.push({ by: rule, number, demands });
		}
	}
	return found;
}

const shadowed = rememberedFor(shadowedIn);

const jumpsOf = remembered((rules) => [
	...new Set(rules.flatMap(({ target }) => (target?.kind === 'jump' ? [target.chain] : [])))
]);

/** Rules that no packet reaches, since an earlier rule of the chain takes all that they match. */
export function* rulesBehindOthers({ tables, family }: RuleSet): Generator<Problem> {
	for (const table of tables) {
		const ending = endingChains(table, family);
		const rewritten = isRewritten(table);
		for (const { name, rules } of table.chains) {
			const endings = jumpsOf(rules).filter((chain) => ending.has(chain));
			for (const { rule, by, number } of shadowed(rules, [family, rewritten, ...endings])) {
				yield warning(
					'shadowed',
					rule.origin,
					`No packet gets to this rule: rule ${number} of ${name} (line ${by.origin.line}) takes everything that it matches.`,
					'Move it before that rule, or remove it.'
				);
			}
		}
	}
}
