import {
	printRule,
	type IpSet,
	type Origin,
	type Rule,
	type RuleSet,
	type TableName
} from '$lib/iptables';
import { ranges } from '$lib/cgnat';
import { numberSets } from '$lib/net';
import {
	addressTests,
	coverage,
	coversAdapter,
	namesCgnat,
	offsetsIn,
	type AddressTest,
	type Coverage
} from './address-test';
import { ownerOf, type Owner } from './owner';

/** What one address test of a rule covers of the twenty ranges. */
export type NamedRanges = {
	readonly test: AddressTest;
	/** For each of the twenty, in order. */
	readonly coverage: readonly Coverage[];
	/** Octets of the ranges whose adapter address it covers. */
	readonly adapters: readonly number[];
	/** Octets of the ranges that it names any address of, before its `!`. */
	readonly touched: readonly number[];
	/**
	 * A shift changes nothing: together with its sibling tests, it matches the same in all twenty ranges,
	 * or all twenty adapters. Siblings of a test are those of rules that differ only in this address; of a
	 * negated one, the other negated ones of its rule.
	 */
	readonly even: boolean;
};

/** A rule that names addresses of carrier-grade NAT space. */
export type NamingRule = {
	readonly table: TableName;
	readonly chain: string;
	/** From 1, in its chain. */
	readonly number: number;
	readonly rule: Rule;
	readonly origin: Origin;
	/** The rule as iptables-save prints it. */
	readonly text: string;
	readonly named: readonly NamedRanges[];
	readonly owner?: Owner;
};

/** Whether a shift changes what a test matches. */
export function shifts({ even, touched }: NamedRanges): boolean {
	return !even && touched.length > 0;
}

type Placed = { readonly rule: Rule; readonly chain: string; readonly table: TableName };

/** A key for a rule without its origin, counters and the address of one test. */
function frame({ rule, chain, table }: Placed, { option, inverted, set }: AddressTest): string {
	if (set.kind === 'members') return JSON.stringify([table, chain, option, rule.origin, set.name]);
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

/** The same offsets in all twenty ranges, or the adapter in each of them. */
function isEven(tests: readonly AddressTest[]): boolean {
	const perRange = ranges.map((range) => {
		const all = tests.map((test) => offsetsIn(test, range));
		const intervals = numberSets.of(all.flatMap((each) => [...each.intervals]));
		const holes = [...new Set(all.flatMap(({ holes: each }) => each))].sort();
		return JSON.stringify({ intervals, holes });
	});
	const plain = tests.map((test) => ({ ...test, inverted: false }));
	return (
		new Set(perRange).size === 1 ||
		ranges.every((range) => plain.some((test) => coversAdapter(test, range)))
	);
}

/**
 * Every rule whose address tests are about 100.64.0.0/10 or a part of it, in the order of tables.
 *
 * @param sets the ipsets that the text makes
 */
export function namingRules(ruleSet: RuleSet, sets: readonly IpSet[] = []): readonly NamingRule[] {
	const found = [...rulesOf(ruleSet)].flatMap((placed) => {
		const tests = addressTests(placed.rule, sets).filter(namesCgnat);
		return tests.length === 0 ? [] : [{ ...placed, tests }];
	});
	const keys = new Map<AddressTest, string>();
	const beside = new Map<string, AddressTest[]>();
	for (const placed of found) {
		for (const test of placed.tests) {
			const key = frame(placed, test);
			keys.set(test, key);
			const group = beside.get(key);
			if (group) group.push(test);
			else beside.set(key, [test]);
		}
	}
	const even = new Set([...beside].flatMap(([key, tests]) => (isEven(tests) ? [key] : [])));
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
				touched: ranges
					.filter((range) => coverage({ ...test, inverted: false }, range) !== 'none')
					.map(({ octet }) => octet),
				even: test.inverted
					? isEven(tests.filter((each) => each.inverted && sameLook(each, test)))
					: even.has(keys.get(test) ?? '')
			})),
			...(owner && { owner })
		};
	});
}

/** Whether two tests check the same address of a packet. */
function sameLook(a: AddressTest, b: AddressTest): boolean {
	return a.side === undefined ? a.option === b.option : a.side === b.side;
}
