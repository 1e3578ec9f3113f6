/**
 * What is kept of a dump, so that after an edit only the lines that changed are read again. It
 * belongs to the latest reading alone: its rules move along with their lines, in place, since 100,000
 * new ones for each key would take longer than all else.
 */
import type { Family, Rule, TableName } from '../ruleset';
import type { EditedLines, Lines } from '../words/lines';

/** Where the rule of a line belongs, and how it was read. */
export interface RulePlace {
	readonly family: Family;
	readonly table: TableName;
	readonly chain: string;
	/** The kernel has to be asked about its place. */
	readonly placed: boolean;
}

/** A rule that is one line of a dump, and moves with it. */
export interface LineRule extends Rule {
	readonly origin: { line: number; readonly column: number; readonly endColumn: number };
}

/** A line of a dump that is plainly a rule. */
export interface PlainLine {
	readonly rule: LineRule;
	readonly place: RulePlace;
}

/** Beyond so many changed lines a new start is no slower. */
const MOST_EDITED = 10_000;

export class DumpMemory {
	#lines: Lines;
	/** By line, where it is plainly a rule. */
	readonly #plain: (PlainLine | undefined)[] = [];
	/** Index of the last line that makes something else, which does not move by itself; or -1. */
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

	/** Notes a line that makes something, and is not plainly a rule. */
	loose(index: number): void {
		this.#lastLoose = Math.max(this.#lastLoose, index);
	}

	/** Whether all that the lines from one on make moves with them. */
	moves(from: number): boolean {
		return this.#lastLoose < from;
	}

	/** Before the dump is gone through again. */
	again(): void {
		this.#lastLoose = -1;
	}

	/**
	 * Puts the lines of an edited text in the place of those before, with what is known of the new
	 * ones; false when there is too much to go on from here.
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
