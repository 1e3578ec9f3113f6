import { rememberedFor } from '../chain-memory';
import type { Family, Rule, Table } from '../ruleset';
import { contradiction } from './demand';
import { demandsOf } from './demands';
import { isRewritten } from './rewriting';
import { MOST_OF_A_KIND } from './warning';

/** A rule of a chain that matches only packets which no rule sends there. */
export interface Contradicted {
	readonly rule: Rule;
	readonly chain: string;
	/** The aspect in which these packets never match it, `source port`; omitted if it varies. */
	readonly aspect?: string;
}

type Found = Omit<Contradicted, 'chain'>;

const contradicted = rememberedFor(
	(rules, [family, ...ways]: readonly [Family, ...(readonly Rule[])]): readonly Found[] => {
		const led = ways.map((way) => demandsOf(way, family).demands);
		const found: Found[] = [];
		// If a rule sends every packet there, all of the chain's rules can match.
		if (led.some((demands) => demands.length === 0)) return found;
		for (const rule of rules) {
			const { demands } = demandsOf(rule, family);
			const aspects = led.map((each) => contradiction(demands, each));
			const [aspect] = aspects;
			if (aspect === undefined || aspects.includes(undefined)) continue;
			found.push(aspects.every((each) => each === aspect) ? { rule, aspect } : { rule });
			if (found.length >= MOST_OF_A_KIND) break;
		}
		return found;
	}
);

/** For each chain of the table, the rules that lead to it. */
function waysTo({ chains }: Table): ReadonlyMap<string, readonly Rule[]> {
	const ways = new Map<string, Rule[]>();
	for (const { rules } of chains)
		for (const rule of rules) {
			const { target } = rule;
			if (target?.kind !== 'jump' && target?.kind !== 'goto') continue;
			const known = ways.get(target.chain);
			if (known) known.push(rule);
			else ways.set(target.chain, [rule]);
		}
	return ways;
}

/** At most this many rules that lead to a chain are compared with its rules. */
const MOST_WAYS = 20;

/** Rules of user chains that require what no packet sent there has. */
export function* contradictedRules(table: Table, family: Family): Generator<Contradicted> {
	if (isRewritten(table)) return;
	const ways = waysTo(table);
	for (const { name: chain, rules } of table.chains) {
		const to = ways.get(chain);
		if (!to || to.length > MOST_WAYS) continue;
		for (const found of contradicted(rules, [family, ...to])) yield { ...found, chain };
	}
}
