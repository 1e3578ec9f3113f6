import type { Problem } from '$lib/net';
import type { Command } from './command';
import { Collector } from './inputs/collector';
import { editedDump } from './inputs/edited-dump';
import { kindOf } from './inputs/kind';
import { readListing } from './inputs/listing';
import { readRuleList } from './inputs/rules';
import { DumpMemory } from './inputs/dump-memory';
import { DumpReader } from './inputs/save';
import { readScript } from './inputs/script';
import type { IpSet } from './ipset';
import type { Backend } from './ruleset';
import {
	fullSettings,
	sameSettings,
	type FullSettings,
	type InputKind,
	type ReadSettings
} from './settings';
import { keepChains } from './state/keep-chains';
import { Machine, type RuleSets } from './state/machine';
import { Lines } from './words/lines';

/** The result of reading a text. */
export interface Reading {
	readonly kind: InputKind;
	readonly ruleSets: RuleSets;
	/** In execution order; a loop's body once for each iteration. */
	readonly commands: readonly Command[];
	/** In the order of the text. */
	readonly problems: readonly Problem[];
	/** The problems of commands that iptables refuses, in execution order. */
	readonly refusals: readonly Problem[];
	readonly ipsets: readonly IpSet[];
}

/** What later readings of an edited dump build on. */
const memories = new WeakMap<
	Reading,
	{ readonly settings: FullSettings; readonly dump: DumpMemory }
>();

function kindIn(text: string, settings: FullSettings): InputKind {
	return settings.kind ?? kindOf(text);
}

/** The commands of a dump, which is read without recording them. */
function commandsOf(text: string, settings: FullSettings, start: RuleSets | undefined) {
	const collector = new Collector(settings, new Machine(settings.backend, start, settings.release));
	new DumpReader(collector, new Lines(text)).read();
	return collector.commands;
}

function readDump(
	text: string,
	settings: FullSettings,
	start?: RuleSets,
	ipsets: readonly IpSet[] = [],
	memory = new DumpMemory(new Lines(text)),
	before?: RuleSets
): Reading {
	const machine = new Machine(settings.backend, start, settings.release);
	const collector = new Collector(settings, machine, false);
	collector.ipsets.take(ipsets);
	new DumpReader(collector, memory.lines, { memory }).read();
	const reading = result('save', collector);
	const { ruleSets } = reading;
	const kept = before ? keepChains(ruleSets, before) : ruleSets;
	return remember(reading, kept, text, settings, start, memory);
}

/** The reading of an edited dump, with the memory of the previous one. */
function readEdited(
	text: string,
	settings: FullSettings,
	before: Reading,
	memory: DumpMemory
): Reading {
	const { ruleSets, problems } = before;
	const edit = memory.lines.edited(text);
	const quick = problems.length === 0 ? editedDump(memory, ruleSets, edit) : undefined;
	if (quick) return remember(before, quick, text, settings, undefined, memory);
	const kept = memory.take(edit) ? memory : undefined;
	return readDump(text, settings, undefined, [], kept, ruleSets);
}

/** A dump's reading, whose commands are read on demand. */
function remember(
	reading: Reading,
	ruleSets: RuleSets,
	text: string,
	settings: FullSettings,
	start: RuleSets | undefined,
	dump: DumpMemory
): Reading {
	// Not the whole reading: asking for its commands reads the dump once more.
	const { kind, problems, refusals, ipsets } = reading;
	let commands: readonly Command[] | undefined;
	const kept: Reading = {
		kind,
		ruleSets,
		problems,
		refusals,
		ipsets,
		get commands() {
			return (commands ??= commandsOf(text, settings, start));
		}
	};
	memories.set(kept, { settings, dump });
	return kept;
}

function result(kind: InputKind, collector: Collector): Reading {
	const problems = collector.problems.sort(
		(a, b) => a.span.line - b.span.line || a.span.column - b.span.column
	);
	return {
		kind,
		ruleSets: collector.machine.ruleSets(),
		commands: collector.commands,
		problems,
		refusals: collector.refusals,
		ipsets: collector.ipsets.list()
	};
}

function run(
	text: string,
	settings: FullSettings,
	start?: RuleSets,
	ipsets: readonly IpSet[] = []
): Reading {
	const kind = kindIn(text, settings);
	if (kind === 'save') return readDump(text, settings, start, ipsets);
	const collector = new Collector(settings, new Machine(settings.backend, start, settings.release));
	collector.ipsets.take(ipsets);
	if (kind === 'rules') readRuleList(collector, new Lines(text));
	else if (kind === 'listing') readListing(collector, new Lines(text));
	else readScript(collector, text);
	return result(kind, collector);
}

/**
 * Reads a text of any kind into the rule sets that it creates on a host without rules. With the
 * reading of an earlier state of the text, only the changed lines of a dump are read again; that
 * reading can't be used again, and its rules move to the lines where they are now.
 */
export function read(text: string, settings: ReadSettings = {}, before?: Reading): Reading {
	const full = fullSettings(settings);
	const memory = before && memories.get(before);
	if (memory && kindIn(text, full) === 'save' && sameSettings(memory.settings, full)) {
		memories.delete(before);
		return readEdited(text, full, before, memory.dump);
	}
	return run(text, full);
}

/**
 * Runs a text on existing rule sets, exactly as iptables does: names are not
 * resolved, and a dump with an error fails from that table on (earlier tables are loaded).
 * `ipsets`: the existing sets.
 */
export function apply(
	ruleSets: RuleSets,
	text: string,
	settings: ReadSettings = {},
	ipsets: readonly IpSet[] = []
): Reading {
	const { backend } = ruleSets.ipv4;
	const full = fullSettings({ names: 'refuse', faultyDump: 'refuse', ...settings, backend });
	return run(text, full, ruleSets, ipsets);
}

/** The rule sets of a host on which no command has run. */
export function noRules(backend: Backend): RuleSets {
	return new Machine(backend).ruleSets();
}

/** The rule sets after the first `count` commands of a reading. */
export function stateAfter(reading: Reading, count: number): RuleSets {
	const { ipv4 } = reading.ruleSets;
	const machine = new Machine(ipv4.backend);
	for (const command of reading.commands.slice(0, count)) {
		if (!command.refused) machine.run(command);
	}
	return machine.ruleSets();
}
