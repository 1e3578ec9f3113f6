/**
 * What is kept of a dump, so that after an edit only the changed lines are read again. It belongs
 * to the latest reading alone: its rules move along with their lines, in place, since creating
 * 100,000 new ones for each keystroke would take longer than everything else.
 */
import type { Family, Rule, TableName } from '../ruleset';
import type { EditedLines, Lines } from '../words/lines';

/** Which chain the rule of a line belongs to, and how it was read. */
export interface RulePlace {
	readonly family: Family;
	readonly table: TableName;
	readonly chain: string;
	/** The kernel has to check its place. */
	readonly placed: boolean;
}

/** A rule that is one line of a dump, and moves with it. */
export interface LineRule extends Rule {
	readonly origin: { line: number; readonly column: number; readonly endColumn: number };
}

/** A line of a dump that is clearly a rule. */
export interface PlainLine {
	readonly rule: LineRule;
	readonly place: RulePlace;
}

/** Beyond this many changed lines, starting again is no slower. */
const MOST_EDITED = 10_000;

export class DumpMemory {
	#lines: Lines;
	/** By line, if it is clearly a rule. */
	readonly #plain: (PlainLine | undefined)[] = [];
	/** Index of the last line that creates something else, which does not move by itself; or -1. */
	#lastLoose = -1;

	constructor(lines: Lines) {
		this.#lines = lines;
	}

	get lines(): Lines {
		return this.#lines;
	}

	plain(index: number): PlainLine | undefined {
		return this.#plain[index];
	}

	set(index: number, line: PlainLine | undefined): void {
		this.#plain[index] = line;
	}

	/** Records a line that creates something but is not clearly a rule. */
	loose(index: number): void {
		this.#lastLoose = Math.max(this.#lastLoose, index);
	}

	/** Whether everything created by the lines from this one on moves with them. */
	moves(from: number): boolean {
		return this.#lastLoose < from;
	}

	/** Called before the dump is read through again. */
	again(): void {
		this.#lastLoose = -1;
	}

	/**
	 * Replaces lines by those of an edited text, with what is known about the new lines; false if too
	 * much has changed to continue from here.
	 */
	take(edit: EditedLines, known: readonly (PlainLine | undefined)[] = []): boolean {
		const { first, removed, added } = edit;
		if (removed > MOST_EDITED || added > MOST_EDITED) return false;
		this.#lines = edit.lines;
		const blank: undefined[] = Array.from({ length: added - known.length });
		this.#plain.splice(first, removed, ...known, ...blank);
		const shift = added - removed;
		if (shift === 0) return true;
		if (this.#lastLoose >= first) this.#lastLoose += shift;
		for (let index = first + added; index < this.#plain.length; index++) {
			const line = this.#plain[index];
			if (line) line.rule.origin.line += shift;
		}
		return true;
	}
}
