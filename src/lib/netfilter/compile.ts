/** From the rules as data to what the walk runs: closures, made once for every rule. */
import {
	matchExtension,
	targetExtension,
	type Chain,
	type Effect,
	type Family,
	type FieldName,
	type Hook,
	type OptionTest,
	type PacketOutcome,
	type Rule,
	type RuleSet,
	type Table,
	type TableName,
	type Test
} from '../iptables';
import { headerTests } from './header-tests';
import { asOldNft, refusedPair } from './old-nft';

/** One test of a rule: what it is in the rule's text, for a trace. */
export interface TestLabel {
	/** As in the text: `-s`, `--dport`; a match as a whole: `-m tcp`. */
	readonly option: string;
	/** Name of the match; undefined for what iptables matches without one. */
	readonly match: string | undefined;
	/** The field of the packet that it looks at, where it is one alone. */
	readonly field: FieldName | undefined;
}

export type Action =
	| { readonly kind: 'none' }
	| { readonly kind: 'accept' | 'drop' | 'return' }
	| { readonly kind: 'jump' | 'goto'; readonly chain: CompiledChain }
	| { readonly kind: 'effect'; readonly name: string; readonly effect: Effect };

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
	/** Made when a packet first comes here: most packets see few of the chains. */
	readonly rules: readonly CompiledRule[];
}

export interface CompiledTable {
	readonly name: TableName;
	readonly base: Readonly<Partial<Record<Hook, CompiledChain>>>;
}

export type CompiledTables = Readonly<Partial<Record<TableName, CompiledTable>>>;

interface Conditions {
	readonly tests: readonly Test[];
	readonly labels: readonly TestLabel[];
	readonly effect: Action | undefined;
}

/** Which iptables loaded the rules; 1.8.9's nft back end makes something else of a few. */
export type LoadedBy = '1.8.9' | '1.8.11';

type Cache = Readonly<Record<Family, WeakMap<Rule, Conditions>>>;
const newCache = (): Cache => ({ ipv4: new WeakMap(), ipv6: new WeakMap() });
const current = newCache();
const oldNft = newCache();

function unknownTest(because: string): Test {
	return () => ({ kind: 'unknown', because });
}

const fieldsOfOptions: Readonly<Record<string, FieldName>> = {
	sport: 'sport',
	dport: 'dport',
	sports: 'sport',
	dports: 'dport',
	'src-range': 'src',
	'dst-range': 'dst',
	'tcp-flags': 'tcpFlags',
	'icmp-type': 'icmpType',
	'icmpv6-type': 'icmpType',
	length: 'length',
	'ttl-eq': 'ttl',
	'ttl-lt': 'ttl',
	'ttl-gt': 'ttl',
	'hl-eq': 'ttl',
	'hl-lt': 'ttl',
	'hl-gt': 'ttl',
	tos: 'tos',
	dscp: 'tos',
	mark: 'mark',
	'uid-owner': 'uid',
	'gid-owner': 'gid'
};

function optionTests(rule: Rule, family: Family, old: boolean): { label: TestLabel; test: Test }[] {
	return rule.matches.flatMap((match) => {
		const name = match.extension;
		const whole = { option: `-m ${name}`, match: name, field: undefined };
		const extension = matchExtension(name, family);
		if (!extension)
			return [{ label: whole, test: unknownTest(`the match ${name} is not known here`) }];
		const { evaluate } = extension;
		if (evaluate.kind === 'unknown') return [{ label: whole, test: unknownTest(evaluate.because) }];
		const pair = old ? refusedPair(match) : undefined;
		const tests = evaluate.tests(match);
		return withPair(tests, pair).map(({ option, test }) => ({
			label:
				option === ''
					? whole
					: {
							option: `--${option}`,
							match: name,
							field: name === 'connmark' ? 'connmark' : fieldsOfOptions[option]
						},
			test
		}));
	});
}

function withPair(tests: readonly OptionTest[], pair: Test | undefined): readonly OptionTest[] {
	if (!pair) return tests;
	const ports = ['sport', 'dport'];
	return [
		...tests.filter(({ option }) => !ports.includes(option)),
		{ option: 'sport', test: pair }
	];
}

function conditionsOf(given: Rule, family: Family, old: boolean): Conditions {
	const cache = (old ? oldNft : current)[family];
	const cached = cache.get(given);
	if (cached) return cached;
	const rule = old ? asOldNft(given) : given;
	const parts = [...headerTests(rule.header), ...optionTests(rule, family, old)];
	for (const text of rule.unread ?? [])
		parts.push({
			label: { option: text, match: undefined, field: undefined },
			test: unknownTest(`“${text}” could not be read`)
		});
	const conditions: Conditions = {
		tests: parts.map(({ test }) => test),
		labels: parts.map(({ label }) => label),
		effect: effectOf(rule, family)
	};
	cache.set(given, conditions);
	return conditions;
}

/** What may come of a target of which nothing is known. */
const anything: readonly PacketOutcome[] = ['continue', 'accept', 'drop'];

function effectOf({ target }: Rule, family: Family): Action | undefined {
	if (target?.kind !== 'extension') return undefined;
	const { extension: name, options, lost } = target;
	if (lost) {
		const because = `what ${name} does could not be read`;
		return { kind: 'effect', name, effect: { kind: 'unknown', because, outcomes: anything } };
	}
	const extension = targetExtension(name, family);
	const effect: Effect = extension
		? extension.effect(options)
		: { kind: 'unknown', because: `the target ${name} is not known here`, outcomes: anything };
	if (effect.kind === 'verdict') return { kind: effect.verdict === 'ACCEPT' ? 'accept' : 'drop' };
	return { kind: 'effect', name, effect };
}

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
	const base: Partial<Record<Hook, CompiledChain>> = {};
	for (const chain of table.chains) {
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
		const hook = hookOf(chain);
		if (hook) base[hook] = compiled;
	}
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

/** A rule set is walked by many flows; what is compiled keeps no state, so it is made once. */
const compiled: Readonly<Record<LoadedBy, WeakMap<RuleSet, CompiledTables>>> = {
	'1.8.9': new WeakMap(),
	'1.8.11': new WeakMap()
};

export function compile(ruleSet: RuleSet, loadedBy: LoadedBy = '1.8.11'): CompiledTables {
	const known = compiled[loadedBy].get(ruleSet);
	if (known) return known;
	const tables: Partial<Record<TableName, CompiledTable>> = {};
	const old = ruleSet.backend === 'nft' && loadedBy === '1.8.9';
	for (const table of ruleSet.tables) tables[table.name] = compileTable(table, ruleSet.family, old);
	compiled[loadedBy].set(ruleSet, tables);
	return tables;
}
