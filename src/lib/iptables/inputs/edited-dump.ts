/**
 * A dump in which rules were replaced line for line, the usual edit: the rest of the rule set stays
 * as it is, and nothing that the kernel would look at again has changed.
 */
import { SavedRules } from '../commands/saved';
import type { Family, Rule, RuleSet, TableName } from '../ruleset';
import type { RuleSets } from '../state/machine';
import { decidesAll } from '../state/tables';
import type { DumpMemory } from './dump-memory';
import { isTableName } from './dump-lines';

/** With more lines than this the whole is gone through again. */
const MOST_LINES = 50;

interface Replaced {
	readonly family: Family;
	readonly table: TableName;
	readonly chain: string;
	readonly before: Rule;
	readonly after: Rule;
}

/** The table around a line, and its family. */
function placeOf(memory: DumpMemory, index: number) {
	let start = -1;
	for (const line of memory.families.keys()) if (line <= index && line > start) start = line;
	const family = memory.families.get(start);
	const table = memory.lines.line(start).slice(1).trim();
	return family && isTableName(table) ? { family, table } : undefined;
}

/** Whether the rest of its table may depend on the rule. */
function matters({ target }: Rule): boolean {
	return target?.kind === 'jump' || target?.kind === 'goto';
}

function replaceIn(ruleSet: RuleSet, change: Replaced): RuleSet | undefined {
	const table = ruleSet.tables.find(({ name }) => name === change.table);
	const chain = table?.chains.find(({ name }) => name === change.chain);
	const place = chain?.rules.indexOf(change.before) ?? -1;
	if (!table || !chain || place < 0) return undefined;
	const rules = chain.rules.slice();
	rules[place] = change.after;
	const chains = table.chains.map((each) => (each === chain ? { ...chain, rules } : each));
	const tables = ruleSet.tables.map((each) => (each === table ? { ...table, chains } : each));
	return { ...ruleSet, tables };
}

/** What the edit comes to; undefined where the dump has to be gone through. */
export function editedDump(
	memory: DumpMemory,
	ruleSets: RuleSets,
	text: string
): { readonly memory: DumpMemory; readonly ruleSets: RuleSets } | undefined {
	const { lines, first, removed, added } = memory.lines.edited(text);
	if (removed !== added || added > MOST_LINES) return undefined;
	const { backend } = ruleSets.ipv4;
	const rules = memory.rules.slice();
	let next = ruleSets;
	for (let index = first; index < first + added; index++) {
		const before = rules[index];
		const chain = memory.chains[index];
		const place = placeOf(memory, index);
		if (!before || chain === undefined || !place) return undefined;
		const line = lines.line(index);
		const saved = new SavedRules(place.family, backend, place.table).read(line);
		if (saved?.chain !== chain || saved.tail.placed) return undefined;
		const { header, tail } = saved;
		const { matches, target } = tail;
		const origin = { line: index + 1, column: 1, endColumn: line.length + 1 };
		const after: Rule = { header, matches, target, counters: undefined, unread: undefined, origin };
		if (matters(before) || matters(after) || decidesAll(before)) return undefined;
		const ruleSet = replaceIn(next[place.family], { ...place, chain, before, after });
		if (!ruleSet) return undefined;
		next = { ...next, [place.family]: ruleSet };
		rules[index] = after;
	}
	return { memory: { ...memory, lines, rules }, ruleSets: next };
}
