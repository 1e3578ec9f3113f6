import { reachedFrom, type Hook, type RuleSet, type Table } from '$lib/iptables';
import type { AddressTest } from './address-test';
import type { NamingRule } from './naming-rules';

/** The name of Client Connector's adapter on Linux in field reports. */
export const adapterInterface = 'zcctun0';

export type InterfaceFlag = '-i' | '-o';

type Reached = ReturnType<typeof reachedFrom>;

/** Cached, since a table may have many rules. */
const known = new WeakMap<Table, Reached>();

function reached(table: Table): Reached {
	const before = known.get(table);
	if (before) return before;
	const now = reachedFrom(table);
	known.set(table, now);
	return now;
}

/** The hooks whose packets can reach a rule. */
export function hooksOf(ruleSet: RuleSet, { table, chain }: NamingRule): ReadonlySet<Hook> {
	const own = ruleSet.tables.find(({ name }) => name === table);
	return (own && reached(own).get(chain)) ?? new Set();
}

/** The option for the interface of a source or destination address in a hook. */
function flagIn(hook: Hook, side: AddressTest['side']): InterfaceFlag {
	if (hook === 'FORWARD') return side === 'source' ? '-i' : '-o';
	return hook === 'OUTPUT' || hook === 'POSTROUTING' ? '-o' : '-i';
}

/** `-i` and `-o`, as the hooks that reach a rule require. */
export function interfaceFlags(
	ruleSet: RuleSet,
	naming: NamingRule,
	side: AddressTest['side']
): readonly InterfaceFlag[] {
	return [...new Set([...hooksOf(ruleSet, naming)].map((hook) => flagIn(hook, side)))];
}
