/** Why the verdict is what it is: one sentence, in a colleague's words, taken from the trace. */
import { printRule, type RuleSet } from '../iptables';
import type { Passage } from './passage';
import type { ChainTrace, RuleTrace, TableTrace } from './trace';

/** The rule's own words for what it matches. Empty for a rule that matches everything. */
function conditionOf(rules: RuleSet, chain: ChainTrace, { rule }: RuleTrace): string {
	const table = rules.tables.find(({ name }) => name === chain.table);
	const found = [...(table?.chains ?? []), ...(table?.renamed ?? [])].find(
		({ name }) => name === chain.name
	)?.rules[rule - 1];
	if (!found) return '';
	const { header, matches, origin } = found;
	return printRule({ header, matches, origin }, rules).trim();
}

/** Adjacent rules that pass the packet on to the next rule; `jumps`: some lead to chains that
 * return. */
interface Span {
	readonly first: number;
	readonly last: number;
	readonly jumps: boolean;
}

function saySpan({ first, last, jumps }: Span): string {
	const verb = jumps ? 'decide' : 'match';
	if (first === last) return `rule ${first} doesn’t ${verb}`;
	return last === first + 1
		? `rules ${first} and ${last} don’t ${verb}`
		: `rules ${first} to ${last} don’t ${verb}`;
}

/** Whether the walk ended in the chain, or in a chain that its last rule leads to. */
function decides(chain: ChainTrace): boolean {
	if (chain.end === 'verdict') return true;
	const last = chain.rules.at(-1);
	return last?.matched === true && last.chain !== null && decides(last.chain);
}

function inBrackets(text: string): string {
	return text === '' || text.length > 60 ? '' : ` (${text})`;
}

/** What a matching rule did, and whether that ended the walk. */
function sayMatched(rules: RuleSet, chain: ChainTrace, rule: RuleTrace, last: boolean): string {
	const condition = conditionOf(rules, chain, rule);
	const name = `rule ${rule.rule}${inBrackets(condition)}`;
	if (rule.chain) {
		const inner = sayChain(rules, rule.chain, false);
		return `rule ${rule.rule} leads to chain ${rule.chain.name}, where ${inner}`;
	}
	if (last) {
		const everything = condition === '' ? 'everything left' : 'it';
		if (rule.did === 'ACCEPT') return `${name} accepts ${everything}`;
		if (rule.did === 'DROP') return `${name} drops ${everything}`;
		if (rule.did === 'RETURN') return `${name} returns`;
		if (rule.did?.startsWith('REJECT') === true) return `${name} rejects ${everything}`;
		return `${name}: ${rule.did ?? 'it only counts'}`;
	}
	if (rule.did === null) return `${name} matches but has no target, so it only counts`;
	return `${name} matches, and goes on: ${rule.did}`;
}

const MOST_PARTS = 8;

function sayChain(rules: RuleSet, chain: ChainTrace, top: boolean): string {
	const parts: string[] = [];
	let span: Span | undefined;
	const flush = () => {
		if (span) parts.push(saySpan(span));
		span = undefined;
	};
	for (const [i, rule] of chain.rules.entries()) {
		const comesBack = rule.chain !== null && !decides(rule.chain);
		if (!rule.matched || comesBack) {
			const { first = rule.rule, jumps = false }: Partial<Span> = span ?? {};
			span = { first, last: rule.rule, jumps: jumps || comesBack };
			continue;
		}
		flush();
		const ended =
			i === chain.rules.length - 1 && (chain.end === 'verdict' || chain.end === 'return');
		parts.push(sayMatched(rules, chain, rule, ended));
	}
	flush();
	if (chain.rules.length === 0)
		parts.push(top ? `${chain.name} has no rules` : 'there are no rules');
	if (chain.end === 'policy' || (top && chain.end === 'return'))
		parts.push(`the policy of ${chain.name} is ${chain.policy ?? 'ACCEPT'}`);
	else if (!top && chain.end === 'end' && !decides(chain)) parts.push('it returns');
	if (parts.length <= MOST_PARTS) return parts.join('; ');
	return [...parts.slice(0, 2), '…', ...parts.slice(3 - MOST_PARTS)].join('; ');
}

/** The table that decided: that of the rule or policy, else the last filter table traversed. */
function decidingTable({ trace, decidedBy }: Passage): TableTrace | undefined {
	const tables = (trace ?? []).flatMap(({ steps }) =>
		steps.filter((step) => step.kind === 'table')
	);
	if (decidedBy && 'table' in decidedBy)
		return tables.findLast(({ table }) => table === decidedBy.table);
	return tables.findLast(({ table }) => table === 'filter') ?? tables.at(-1);
}

/** Requires a passage with a trace. Begins with a capital, ends with a full stop. */
export function because(passage: Passage, rules: RuleSet): string {
	const { because: why, lost, decidedBy } = passage;
	if (lost !== null) return `Because ${why ?? lost}.`;
	if (decidedBy && 'cause' in decidedBy)
		return `Because the kernel itself drops it in ${decidedBy.hook}: ${decidedBy.because}.`;
	const table = decidingTable(passage);
	if (!table) return 'Because no table has a chain for it.';
	const where = table.table === 'filter' ? '' : `In the ${table.table} table: `;
	const text = sayChain(rules, table.chain, true);
	return where === '' ? `Because ${text}.` : `${where}${text}.`;
}
