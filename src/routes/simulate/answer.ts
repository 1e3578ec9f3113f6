/**
 * What the page shows of a simulation. The worker prepares it from the engine's values, so that the
 * page needs no logic and receives no more than it shows.
 */
import type { Backend, Family } from '$lib/iptables';
import type { Tone } from '$lib/ui';
import type { CodeProblem } from '$lib/editor';
import type { Host, MachineQuestion } from '$lib/netfilter';
import type { Flow } from './flow';
import type { PathStop } from './path-stop';

/** A place in the rule set, in words, and the line of the user's text that it comes from. */
export interface Whereabouts {
	/** "filter INPUT, rule 6", "policy of filter INPUT". */
	readonly label: string;
	readonly line?: number;
}

/** One outcome of a packet, and what must hold for it. */
export interface Case {
	/** "it comes in on lo"; empty if there is only one case. */
	readonly condition: string;
	readonly tone: Tone;
	readonly word: string;
	readonly by?: Whereabouts;
}

/** A part of a rule with its result: an option with its value, or the target. */
export interface RulePart {
	readonly text: string;
	readonly state: 'matched' | 'failed' | 'unknown' | 'unasked';
}

export interface TraceNode {
	/** Stable for the same rule in the same place of the walk, so that opened nodes stay open. */
	readonly id: string;
	readonly label: string;
	/** Shown after the label: a rule's outcome, a route. */
	readonly detail: string;
	readonly tone?: Tone;
	/** The word for the tone, if it is not the standard one. */
	readonly word?: string;
	readonly parts: readonly RulePart[];
	readonly line?: number;
	readonly open: boolean;
	readonly children: readonly TraceNode[];
	/** Consecutive rules that did not match, which are fetched when they are opened. */
	readonly run?: { readonly from: number; readonly to: number };
}

/** A packet's verdict with its explanation. */
export interface PacketAnswer {
	readonly cases: readonly Case[];
	/** The case that is explained, from 0. */
	readonly explained: number;
	/** The packet as one line, and its conntrack state. */
	readonly packet: string;
	readonly about: string;
	readonly because: string;
	readonly stops: readonly PathStop[];
	readonly way: string;
	readonly trace: readonly TraceNode[];
	/** What could not be known, each with its rule. */
	readonly unknowns: readonly string[];
}

export interface FlowAnswer {
	readonly id: string;
	readonly tone: Tone;
	readonly word: string;
	readonly by?: Whereabouts;
	/** For each packet, in order: its line, tone and word. */
	readonly packets: readonly {
		readonly line: string;
		readonly tone: Tone;
		readonly word: string;
		readonly by?: Whereabouts;
	}[];
	/** Why the flow could not be read or run. */
	readonly problem?: string;
}

/** What one command of a script did. */
export interface StepAnswer {
	readonly line: number;
	readonly text: string;
	/** Why iptables refuses it. */
	readonly error?: string;
	/** The rules after it, as iptables-save prints them, compared with those before it. */
	readonly chains: readonly {
		readonly text: string;
		readonly state: 'same' | 'added' | 'removed';
	}[];
	readonly flows: readonly {
		readonly name: string;
		readonly before: { readonly tone: Tone; readonly word: string };
		readonly after: { readonly tone: Tone; readonly word: string };
	}[];
}

/** What the text was read as, and its problems. */
export interface Reading {
	/** Counts the edits seen so far. */
	readonly version: number;
	/** "script of commands", "iptables-save dump" ... as recognised. */
	readonly kind: string;
	readonly problems: readonly ShownProblem[];
	readonly numbers: RuleNumbers;
	/** How many commands the text has, if it can be stepped through; else 0. */
	readonly steps: number;
	readonly rules: number;
}

/** The rule that each line makes, in typed arrays: those of 100,000 lines are sent in a moment. */
export interface RuleNumbers {
	/** By line, counted from 1: the number of its rule; 0 if it has none. */
	readonly rule: Int32Array;
	/** By line: index of its place in `places`. */
	readonly place: Uint16Array;
	/** "filter INPUT". */
	readonly places: readonly string[];
}

export type ShownProblem = CodeProblem & { readonly code: string };

/** What the page wants to know about the current text. */
export interface Question {
	readonly host: string;
	readonly flows: readonly Flow[];
	/** The flow, its packet and that packet's case (from 0) whose verdict is shown in full. */
	readonly selected: { readonly flow: string; readonly packet: number; readonly case: number };
	/** The command after which the rules apply; absent: after all of them. */
	readonly step?: number;
}

export interface Answer {
	readonly version: number;
	readonly packet: PacketAnswer | undefined;
	/** Why there is no packet to show. */
	readonly problem: string | undefined;
	readonly flows: readonly FlowAnswer[];
	readonly step: StepAnswer | undefined;
	readonly host: Host;
	readonly hostProblems: readonly ShownProblem[];
	/** Names of the host's interfaces, lo among them. */
	readonly interfaces: readonly string[];
	readonly connections: readonly string[];
	/** The commands that ask the user's own machine; undefined without a packet. */
	readonly question: MachineQuestion | undefined;
	/** Flows worth trying on the host. */
	readonly presets: readonly Preset[];
}

export interface Settings {
	/** `auto` or one of the kinds of input. */
	readonly input: string;
	readonly family: Family;
	readonly backend: Backend;
}

/** A flow read from one line, or why it can't be read. */
export type FlowReading = { readonly flow: Omit<Flow, 'id'> } | { readonly problem: string };

export interface Preset extends Omit<Flow, 'id'> {
	readonly id: string;
	/** What the flow represents, in one sentence. */
	readonly about: string;
}
