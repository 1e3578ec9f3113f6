import {
	inputKinds,
	printSave,
	read,
	RuleDocument,
	stateAfter,
	warnings,
	type InputKind,
	type Reading,
	type RuleSets
} from '$lib/iptables';
import { applyEdits, type TextEdit } from '$lib/text';
import type { Reading as ShownReading, Settings } from '../answer';
import { countRules, ruleNumbers } from './rule-numbers';

function kindOf(input: string): InputKind | undefined {
	return inputKinds.find((kind) => kind === input);
}

const kindNames: Readonly<Record<InputKind, string>> = {
	script: 'shell script',
	save: 'iptables-save',
	rules: 'iptables -S',
	listing: 'iptables -L'
};

function countLines(text: string): number {
	let count = 1;
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
	return count;
}

/** The user's text, and its reading; read again on demand after a change. */
export class RuleText {
	#text: string;
	#settings: Settings;
	#reading: Reading | undefined;
	/** The reading of an earlier text, which makes the next one faster. */
	#before: Reading | undefined;
	#document: RuleDocument | undefined;
	/** Counts the changes, like the page. */
	version: number;

	constructor(text: string, settings: Settings, version: number) {
		this.#text = text;
		this.#settings = settings;
		this.version = version;
	}

	get text(): string {
		return this.#text;
	}

	get settings(): Settings {
		return this.#settings;
	}

	/** The text in the form that the editor's questions need. */
	get document(): RuleDocument {
		const { input, family } = this.#settings;
		this.#document ??= new RuleDocument(this.#text, kindOf(input), family);
		return this.#document;
	}

	/** Offset of the first character of a line; lines count from 1. */
	startOf(line: number): number {
		let start = 0;
		for (let at = 1; at < line; at++) start = this.#text.indexOf('\n', start) + 1;
		return start;
	}

	edit(edits: readonly TextEdit[], version: number): void {
		this.#text = applyEdits(this.#text, edits);
		this.#forget(version);
	}

	set(settings: Settings, version: number): void {
		this.#settings = settings;
		this.#forget(version);
	}

	#forget(version: number): void {
		this.#before = this.#reading ?? this.#before;
		this.#reading = undefined;
		this.#document = undefined;
		this.version = version;
	}

	get reading(): Reading {
		const { input, backend, family } = this.#settings;
		const kind = kindOf(input);
		const settings = { backend, family, ...(kind ? { kind } : {}) };
		this.#reading ??= read(this.#text, settings, this.#before);
		this.#before = undefined;
		return this.#reading;
	}

	/** How many commands can be stepped through; 0 if the text is not a script. */
	get steps(): number {
		return this.reading.kind === 'script' ? this.reading.commands.length : 0;
	}

	/** The rules after this many commands; after all of them if `step` is undefined. */
	ruleSets(step: number | undefined): RuleSets {
		if (step === undefined || this.steps === 0) return this.reading.ruleSets;
		return stateAfter(this.reading, step);
	}

	shown(): ShownReading {
		const { kind, ruleSets } = this.reading;
		const problems = [...this.reading.problems, ...warnings(this.reading)].sort(
			(a, b) => a.span.line - b.span.line || a.span.column - b.span.column
		);
		const lines = countLines(this.#text);
		return {
			version: this.version,
			kind: kindNames[kind],
			problems,
			numbers: ruleNumbers(ruleSets, lines),
			steps: this.steps,
			rules: countRules(ruleSets)
		};
	}

	saved(step: number | undefined): string {
		const { ipv4, ipv6 } = this.ruleSets(step);
		return [printSave(ipv4), printSave(ipv6)].filter((part) => part !== '').join('\n');
	}
}
