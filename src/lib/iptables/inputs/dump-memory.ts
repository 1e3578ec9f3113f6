import type { Family, Rule } from '../ruleset';
import type { EditedLines, Lines } from '../words/lines';

/** What is kept of a dump, so that after an edit only the lines that changed are read again. */
export interface DumpMemory {
	readonly lines: Lines;
	/** For each line that is plainly a rule: the rule, and the chain it is appended to. */
	readonly rules: (Rule | undefined)[];
	readonly chains: (string | undefined)[];
	/** The rules whose place the kernel has to be asked about. */
	readonly placed: Set<Rule>;
	/** The family of each table, by the index of its line. */
	readonly families: ReadonlyMap<number, Family>;
}

/** What is remembered of the lines of an edited text. */
function afterEdit(memory: DumpMemory, { lines, first, removed, added }: EditedLines): DumpMemory {
	const blank = (length: number): undefined[] => Array.from({ length });
	const rules = memory.rules.slice();
	const chains = memory.chains.slice();
	rules.splice(first, removed, ...blank(added));
	chains.splice(first, removed, ...blank(added));
	const shift = added - removed;
	const placed = new Set(memory.placed);
	if (shift === 0) return { ...memory, lines, rules, chains, placed };
	for (let index = first + added; index < rules.length; index++) {
		const rule = rules[index];
		if (!rule) continue;
		const { line, column, endColumn } = rule.origin;
		const { header, matches, target, counters, unread } = rule;
		const origin = { line: line + shift, column, endColumn };
		const moved: Rule = { header, matches, target, counters, unread, origin };
		rules[index] = moved;
		if (placed.has(rule)) placed.add(moved);
	}
	const families = new Map<number, Family>();
	for (const [line, family] of memory.families) {
		families.set(line < first ? line : line + shift, family);
	}
	return { lines, rules, chains, placed, families };
}

/** Lines that say where rules belong: when one of them changes, everything is read again. */
function isFrame(line: string): boolean {
	return line.startsWith('*') || line.startsWith('#') || line.startsWith('COMMIT');
}

/** What holds of a text after an edit; undefined when it has to be read as a whole. */
export function remembered(memory: DumpMemory, text: string): DumpMemory | undefined {
	const edit = memory.lines.edited(text);
	const { first, removed, added, lines } = edit;
	if (removed > MOST_EDITED || added > MOST_EDITED) return undefined;
	for (let index = first; index < first + removed; index++) {
		if (isFrame(memory.lines.line(index))) return undefined;
	}
	for (let index = first; index < first + added; index++) {
		if (isFrame(lines.line(index))) return undefined;
	}
	return afterEdit(memory, edit);
}

/** Beyond so many changed lines a new start is no slower. */
const MOST_EDITED = 10_000;
