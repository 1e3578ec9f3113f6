import { printRule, type Origin, type Rule, type RuleSet, type TableName } from '$lib/iptables';
import { ranges } from '$lib/cgnat';
import {
	addressTests,
	coverage,
	coversAdapter,
	namesCgnat,
	type AddressTest,
	type Coverage
} from './address-test';
import { ownerOf, type Owner } from './owner';

/** What one address test of a rule covers of the twenty ranges. */
export type NamedRanges = {
	readonly test: AddressTest;
	/** Of each of the twenty, in order. */
	readonly coverage: readonly Coverage[];
	/** Octets of the ranges whose adapter address it covers. */
	readonly adapters: readonly number[];
	/** With the rules beside it that differ in this address only, all twenty adapters are covered. */
	readonly together: boolean;
};

/** A rule that names addresses of carrier-grade NAT space. */
export type NamingRule = {
	readonly table: TableName;
	readonly chain: string;
	/** From 1, in its chain. */
	readonly number: number;
	readonly rule: Rule;
	readonly origin: Origin;
	/** As iptables-save prints it. */
	readonly text: string;
	readonly named: readonly NamedRanges[];
	readonly owner?: Owner;
};

type Placed = { readonly rule: Rule; readonly chain: string; readonly table: TableName };

/** What is left of a rule without its origin, counters and the address of one test. */
function frame({ rule, chain, table }: Placed, { option, inverted, set }: AddressTest): string {
	const rest = { ...rule, origin: undefined, counters: undefined };
	const address =
		set.kind === 'masked' ? { ...set, kind: undefined } : { low: set.lo, high: set.hi };
	return JSON.stringify([table, chain, option, inverted, rest], (_, value: unknown) => {
		if (typeof value === 'bigint') return value.toString();
		if (typeof value !== 'object' || value === null) return value;
		const same = Object.entries(address).every(
			([key, number]) => number === undefined || Reflect.get(value, key) === number
		);
		return same ? 'the address' : value;
	});
}

function* rulesOf(ruleSet: RuleSet): Generator<Placed & { readonly number: number }> {
	for (const { name: table, chains } of ruleSet.tables)
		for (const { name: chain, rules } of chains)
			for (const [index, rule] of rules.entries()) yield { table, chain, rule, number: index + 1 };
}

/** Every rule whose address tests are about 100.64.0.0/10 or a part of it, in the order of tables. */
export function namingRules(ruleSet: RuleSet): readonly NamingRule[] {
	const found = [...rulesOf(ruleSet)].flatMap((placed) => {
		const tests = addressTests(placed.rule).filter(namesCgnat);
		return tests.length === 0 ? [] : [{ ...placed, tests }];
	});
	const together = new Map<string, Set<number>>();
	for (const placed of found) {
		for (const test of placed.tests) {
			const key = frame(placed, test);
			const covered = together.get(key) ?? new Set();
			for (const range of ranges) if (coversAdapter(test, range)) covered.add(range.octet);
			together.set(key, covered);
		}
	}
	return found.map(({ tests, ...placed }) => {
		const { table, chain, number, rule } = placed;
		const owner = ownerOf(chain, rule);
		const style = { family: ruleSet.family, backend: ruleSet.backend };
		return {
			table,
			chain,
			number,
			rule,
			origin: rule.origin,
			text: `-A ${chain}${printRule(rule, style)}`,
			named: tests.map((test) => ({
				test,
				coverage: ranges.map((range) => coverage(test, range)),
				adapters: ranges.filter((range) => coversAdapter(test, range)).map(({ octet }) => octet),
				together: together.get(frame(placed, test))?.size === ranges.length
			})),
			...(owner && { owner })
		};
	});
}
