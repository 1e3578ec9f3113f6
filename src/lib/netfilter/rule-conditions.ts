/** What a rule asks of a packet, and what its target does, as closures compiled once per rule. */
import {
	matchExtension,
	targetExtension,
	type Effect,
	type Family,
	type FieldName,
	type OptionTest,
	type PacketOutcome,
	type Rule,
	type Test
} from '../iptables';
import { headerTests } from './header-tests';
import { asOldNft, refusedPair } from './old-nft';

/** One test of a rule: which part of the rule's text it is, for a trace. */
export interface TestLabel {
	/** As in the text: `-s`, `--dport`; a match as a whole: `-m tcp`. */
	readonly option: string;
	/** Name of the match; undefined for tests that iptables makes without one. */
	readonly match: string | undefined;
	/** The field of the packet that it tests, if it is only one. */
	readonly field: FieldName | undefined;
}

/** What an extension target does. */
export type TargetAction =
	| { readonly kind: 'accept' | 'drop' }
	| { readonly kind: 'effect'; readonly name: string; readonly effect: Effect };

export interface Conditions {
	readonly tests: readonly Test[];
	readonly labels: readonly TestLabel[];
	readonly effect: TargetAction | undefined;
}

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

/** `old`: as loaded by the nft back end of 1.8.9. */
export function conditionsOf(given: Rule, family: Family, old: boolean): Conditions {
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

/** The possible outcomes of an unknown target. */
export const anything: readonly PacketOutcome[] = ['continue', 'accept', 'drop'];

function effectOf({ target }: Rule, family: Family): TargetAction | undefined {
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
