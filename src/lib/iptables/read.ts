import type { Problem } from '$lib/net';
import type { Command } from './command';
import { Collector } from './inputs/collector';
import { kindOf } from './inputs/kind';
import { readListing } from './inputs/listing';
import { readRuleList } from './inputs/rules';
import { DumpReader } from './inputs/save';
import { readScript } from './inputs/script';
import type { IpSet } from './ipset';
import type { Backend } from './ruleset';
import { fullSettings, type FullSettings, type InputKind, type ReadSettings } from './settings';
import { Machine, type RuleSets } from './state/machine';
import { Lines } from './words/lines';

/** What a text comes to. */
export interface Reading {
	readonly kind: InputKind;
	readonly ruleSets: RuleSets;
	/** In the order in which they run; a loop's body once for each round. */
	readonly commands: readonly Command[];
	/** In the order of the text. */
	readonly problems: readonly Problem[];
	/** Of the problems, those of commands that iptables refuses, in the order in which they run. */
	readonly refusals: readonly Problem[];
	readonly ipsets: readonly IpSet[];
}

function run(text: string, settings: FullSettings, machine: Machine): Reading {
	const collector = new Collector(settings, machine);
	const lines = new Lines(text);
	const kind = settings.kind ?? kindOf(text);
	switch (kind) {
		case 'save':
			new DumpReader(collector, lines).read();
			break;
		case 'rules':
			readRuleList(collector, lines);
			break;
		case 'listing':
			readListing(collector, lines);
			break;
		case 'script':
			readScript(collector, text);
			break;
	}
	const problems = collector.problems.sort(
		(a, b) => a.span.line - b.span.line || a.span.column - b.span.column
	);
	return {
		kind,
		ruleSets: machine.ruleSets(),
		commands: collector.commands,
		problems,
		refusals: collector.refusals,
		ipsets: collector.ipsets.list()
	};
}

/** Reads a text of any kind into the rule sets that it makes on a host without rules. */
export function read(text: string, settings: ReadSettings = {}): Reading {
	const full = fullSettings(settings);
	return run(text, full, new Machine(full.backend));
}

/**
 * Runs a text on rule sets that are there already, exactly as iptables does: names are not
 * resolved, and a dump with an error fails from that table on (earlier tables are loaded).
 */
export function apply(ruleSets: RuleSets, text: string, settings: ReadSettings = {}): Reading {
	const { backend } = ruleSets.ipv4;
	const full = fullSettings({ names: 'refuse', faultyDump: 'refuse', ...settings, backend });
	return run(text, full, new Machine(backend, ruleSets));
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
