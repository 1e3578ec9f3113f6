import { reachedFrom, type Hook, type RuleSet, type Table } from '$lib/iptables';
import type { AddressTest } from './address-test';
import type { NamingRule } from './naming-rules';

/** Client Connector's adapter on Linux, as field reports name it. */
export const adapterInterface = 'zcctun0';

export type InterfaceFlag = '-i' | '-o';

type Reached = ReturnType<typeof reachedFrom>;

/** Of one table there may be many rules. */
const known = new WeakMap<Table, Reached>();

function reached(table: Table): Reached {
	const before = known.get(table);
	if (before) return before;
	const now = reachedFrom(table);
	known.set(table, now);
	return now;
}

/** The hooks whose packets can come to a rule. */
export function hooksOf(ruleSet: RuleSet, { table, chain }: NamingRule): ReadonlySet<Hook> {
	const own = ruleSet.tables.find(({ name }) => name === table);
	return (own && reached(own).get(chain)) ?? new Set();
}

/** The interface that an address is behind, in a hook: that of its source or its destination. */
function flagIn(hook: Hook, side: AddressTest['side']): InterfaceFlag {
	if (hook === 'FORWARD') return side === 'source' ? '-i' : '-o';
	return hook === 'OUTPUT' || hook === 'POSTROUTING' ? '-o' : '-i';
}

/** `-i` and `-o` as far as the hooks that reach a rule ask for them. */
export function interfaceFlags(
	ruleSet: RuleSet,
	naming: NamingRule,
	side: AddressTest['side']
): readonly InterfaceFlag[] {
	return [...new Set([...hooksOf(ruleSet, naming)].map((hook) => flagIn(hook, side)))];
}
