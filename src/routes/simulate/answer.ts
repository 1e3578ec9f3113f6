/**
 * What the page shows of a simulation: made in the worker from the engine's values, ready to be
 * shown, so that the page holds no logic and gets no more than it shows.
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
	/** "it comes in on lo"; empty where there is but one case. */
	readonly condition: string;
	readonly tone: Tone;
	readonly word: string;
	readonly by?: Whereabouts;
}

/** A part of a rule as it was asked: an option with its value, or its target. */
export interface RulePart {
	readonly text: string;
	readonly state: 'matched' | 'failed' | 'unknown' | 'unasked';
}

export interface TraceNode {
	/** Stable for the same rule in the same place of the walk, so that what was opened stays so. */
	readonly id: string;
	readonly label: string;
	/** What is said behind the label: a rule's outcome, a route. */
	readonly detail: string;
	readonly tone?: Tone;
	/** The word of the tone, where it is not the standard one. */
	readonly word?: string;
	readonly parts: readonly RulePart[];
	readonly line?: number;
	readonly open: boolean;
	readonly children: readonly TraceNode[];
	/** Rules in a row that did not match, which are asked for when they are opened. */
	readonly run?: { readonly from: number; readonly to: number };
}

/** A packet's verdict with all that explains it. */
export interface PacketAnswer {
	readonly cases: readonly Case[];
	/** The case that is explained, from 0. */
	readonly told: number;
	/** The packet as one line, and what conntrack makes of it. */
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
	/** Of each packet, in order: its line, tone and word. */
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
	/** The rules after it, as iptables-save prints them, against those before it. */
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

/** What the text was read as, and what is wrong with it. */
export interface Reading {
	/** Counts the edits that it has seen. */
	readonly version: number;
	/** "script of commands", "iptables-save dump" ... as recognised. */
	readonly kind: string;
	readonly problems: readonly ShownProblem[];
	readonly numbers: RuleNumbers;
	/** How many commands the text has, where it can be stepped; else 0. */
	readonly steps: number;
	readonly rules: number;
}

/** The rule that each line makes: a text of 100,000 lines is sent in a moment. */
export interface RuleNumbers {
	/** By line, counted from 1: the number of its rule; 0 where it has none. */
	readonly rule: Int32Array;
	/** By line: index of its place in `places`. */
	readonly place: Uint16Array;
	/** "filter INPUT". */
	readonly places: readonly string[];
}

export type ShownProblem = CodeProblem & { readonly code: string };

/** What the page wants to know of the text as it is. */
export interface Question {
	readonly host: string;
	readonly flows: readonly Flow[];
	/** The flow, the packet of it and the case of that (from 0) whose verdict is told in full. */
	readonly selected: { readonly flow: string; readonly packet: number; readonly case: number };
	/** After which command the rules stand; absent: after all of them. */
	readonly step?: number;
}

export interface Answer {
	readonly version: number;
	readonly packet: PacketAnswer | undefined;
	/** Why there is no packet to tell of. */
	readonly problem: string | undefined;
	readonly flows: readonly FlowAnswer[];
	readonly step: StepAnswer | undefined;
	readonly host: Host;
	readonly hostProblems: readonly ShownProblem[];
	/** Names of the host's interfaces, lo among them. */
	readonly interfaces: readonly string[];
	readonly connections: readonly string[];
	/** The commands that ask one's own machine; undefined without a packet. */
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
	/** What it stands for, one sentence. */
	readonly about: string;
}
