/** From the rules as data to what the walk runs: closures, compiled once for every rule. */
import type {
	Chain,
	Family,
	Hook,
	Release,
	Rule,
	RuleSet,
	Table,
	TableName,
	Test
} from '../iptables';
import {
	anything,
	conditionsOf,
	type Conditions,
	type TargetAction,
	type TestLabel
} from './rule-conditions';

export type Action =
	| { readonly kind: 'none' }
	| { readonly kind: 'accept' | 'drop' | 'return' }
	| { readonly kind: 'jump' | 'goto'; readonly chain: CompiledChain }
	| TargetAction;

export interface CompiledRule {
	readonly rule: Rule;
	/** From 1. */
	readonly number: number;
	readonly tests: readonly Test[];
	readonly labels: readonly TestLabel[];
	readonly action: Action;
}

export interface CompiledChain {
	readonly table: TableName;
	readonly name: string;
	readonly policy: 'ACCEPT' | 'DROP' | undefined;
	/** Compiled when a packet first gets here: most packets see few of the chains. */
	readonly rules: readonly CompiledRule[];
}

export interface CompiledTable {
	readonly name: TableName;
	/** By hook: the chains where packets enter, one after the other. */
	readonly base: Readonly<Partial<Record<Hook, readonly CompiledChain[]>>>;
}

export type CompiledTables = Readonly<Partial<Record<TableName, CompiledTable>>>;

function actionOf(
	rule: Rule,
	conditions: Conditions,
	chains: ReadonlyMap<string, CompiledChain>
): Action {
	const { target } = rule;
	if (!target) return { kind: 'none' };
	if (target.kind === 'extension') return conditions.effect ?? { kind: 'none' };
	if (target.kind === 'standard') {
		switch (target.verdict) {
			case 'ACCEPT':
				return { kind: 'accept' };
			case 'DROP':
				return { kind: 'drop' };
			case 'RETURN':
				return { kind: 'return' };
			case 'QUEUE':
				return {
					kind: 'effect',
					name: 'QUEUE',
					effect: {
						kind: 'unknown',
						because: 'a program decides over packets in the queue',
						outcomes: ['accept', 'drop']
					}
				};
		}
	}
	const chain = chains.get(target.chain);
	return chain
		? { kind: target.kind, chain }
		: {
				kind: 'effect',
				name: target.chain,
				effect: {
					kind: 'unknown',
					because: `there is no chain ${target.chain}`,
					outcomes: anything
				}
			};
}

function compileTable(table: Table, family: Family, old: boolean): CompiledTable {
	const chains = new Map<string, CompiledChain>();
	const base: Partial<Record<Hook, readonly CompiledChain[]>> = {};
	const add = (chain: Chain, hook: Hook | undefined) => {
		const { name, policy } = chain;
		let rules: readonly CompiledRule[] | undefined;
		const compiled: CompiledChain = {
			table: table.name,
			name,
			policy,
			get rules() {
				return (rules ??= chain.rules.map((rule, i) => {
					const conditions = conditionsOf(rule, family, old);
					const { tests, labels } = conditions;
					return { rule, number: i + 1, tests, labels, action: actionOf(rule, conditions, chains) };
				}));
			}
		};
		chains.set(name, compiled);
		if (hook) base[hook] = [...(base[hook] ?? []), compiled];
	};
	for (const chain of table.chains) add(chain, hookOf(chain));
	for (const chain of table.renamed ?? []) add(chain, chain.hook);
	return { name: table.name, base };
}

const hookNames: ReadonlyMap<string, Hook> = new Map([
	['PREROUTING', 'PREROUTING'],
	['INPUT', 'INPUT'],
	['FORWARD', 'FORWARD'],
	['OUTPUT', 'OUTPUT'],
	['POSTROUTING', 'POSTROUTING']
]);

function hookOf({ name, policy, unmade }: Chain): Hook | undefined {
	return policy === undefined || unmade ? undefined : hookNames.get(name);
}

/** A rule set is walked by many flows; a compiled one keeps no state, so it is compiled once. */
const compiled: Readonly<Record<Release, WeakMap<RuleSet, CompiledTables>>> = {
	'1.8.9': new WeakMap(),
	'1.8.11': new WeakMap()
};

/** `loadedBy`: the nft back end of 1.8.9 translates a few rules differently. */
export function compile(ruleSet: RuleSet, loadedBy: Release = '1.8.11'): CompiledTables {
	const known = compiled[loadedBy].get(ruleSet);
	if (known) return known;
	const tables: Partial<Record<TableName, CompiledTable>> = {};
	const old = ruleSet.backend === 'nft' && loadedBy === '1.8.9';
	for (const table of ruleSet.tables) tables[table.name] = compileTable(table, ruleSet.family, old);
	compiled[loadedBy].set(ruleSet, tables);
	return tables;
}
