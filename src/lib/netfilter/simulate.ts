/**
 * A sequence of packets through the host, each with every case that its open fields allow: a
 * verdict is a list of cases, each with its condition.
 */
import type { ConnectionState, Family, IpSet, RuleSet } from '../iptables';
import { sameDomain, union, type Domain } from './domain';
import type { Host } from './host';
import type { Connection } from './connection';
import type { Packet } from './packet';
import type { Passage } from './passage';
import { Stack } from './stack';
import type { StackOptions } from './stack-options';
import {
	Fork,
	WorldOracle,
	wholeWorld,
	type Assumption,
	type OpenVariable,
	type World
} from './world';

export type Step =
	| { readonly kind: 'packet'; readonly packet: Packet }
	/** Time passes; milliseconds. */
	| { readonly kind: 'wait'; readonly milliseconds: number }
	/** From here on the host is a different one: an address has moved. */
	| { readonly kind: 'host'; readonly host: Host };

export interface SimulationInput {
	readonly ruleSets: Readonly<Record<Family, RuleSet>>;
	readonly host: Host;
	readonly steps: readonly Step[];
	readonly ipsets?: readonly IpSet[];
	readonly loadedBy?: StackOptions['loadedBy'];
	/** Whether each case has its whole trace; true if omitted. */
	readonly traced?: boolean;
}

/** What must hold for a case: all of these. */
export interface Box {
	readonly variables: readonly OpenVariable[];
	readonly assumptions: readonly Assumption[];
}

export interface Case {
	readonly passage: Passage;
	/** One of these boxes holds; a single empty box means always. */
	readonly conditions: readonly Box[];
}

export interface PacketResult {
	/** In the order in which the walk reached them; empty when the packet could not be sent (it answers
	 * packet that was lost). */
	readonly cases: readonly Case[];
	/** There are more cases than are listed. */
	readonly cut: boolean;
	/** The state given by the packet's description, whatever came before. */
	readonly given?: ConnectionState;
}

export interface SimulationResult {
	/** One entry for each step that is a packet, in order. */
	readonly packets: readonly PacketResult[];
	/** Connections at the end, in the first case. */
	readonly connections: readonly Connection[];
	readonly now: number;
}

const MOST_WORLDS = 64;

interface Run {
	readonly world: World;
	readonly passages: readonly (Passage | undefined)[];
	readonly connections: readonly Connection[];
	readonly now: number;
}

function runIn(world: World, input: SimulationInput): Run {
	let { host } = input;
	const names = () => ['lo', ...host.interfaces.map(({ name }) => name).filter((n) => n !== 'lo')];
	const oracle = new WorldOracle(world, names);
	const sets = new Map((input.ipsets ?? []).map((set) => [set.name, set]));
	const options: StackOptions = {
		oracle,
		set: (name) => sets.get(name),
		record: input.traced === false ? 'matched' : 'trace',
		...(input.loadedBy && { loadedBy: input.loadedBy })
	};
	const stacks: Partial<Record<Family, Stack>> = {};
	const stackOf = (family: Family) =>
		(stacks[family] ??= new Stack(input.ruleSets[family], host, options));
	const passages: (Passage | undefined)[] = [];
	for (const step of input.steps) {
		switch (step.kind) {
			case 'packet': {
				oracle.begin(passages.length);
				const stack = stackOf(step.packet.family);
				passages.push(stack.send(step.packet));
				for (const other of Object.values(stacks)) if (other !== stack) other.skip();
				break;
			}
			case 'wait':
				for (const stack of [stackOf('ipv4'), stackOf('ipv6')]) stack.wait(step.milliseconds);
				break;
			case 'host':
				({ host } = step);
				for (const stack of Object.values(stacks)) stack.reconfigure(host);
		}
	}
	const all = Object.values(stacks);
	return {
		world,
		passages,
		connections: all.flatMap((stack) => [...stack.connections]),
		now: Math.max(0, ...all.map((stack) => stack.now))
	};
}

/** Every world that the walks distinguish; the one that answers a question yes comes first. */
function explore(input: SimulationInput): { runs: Run[]; cut: boolean } {
	const open: World[] = [wholeWorld];
	const runs: Run[] = [];
	let tries = 0;
	for (let world = open.pop(); world; world = open.pop()) {
		if (runs.length >= MOST_WORLDS || tries++ > 8 * MOST_WORLDS) return { runs, cut: true };
		try {
			runs.push(runIn(world, input));
		} catch (error) {
			if (!(error instanceof Fork)) throw error;
			const [yes, no] = error.worlds;
			open.push(no, yes);
		}
	}
	return { runs, cut: false };
}

/** What makes two outcomes the same for somebody who asks for the verdict. */
export function outcomeKey({ verdict, decidedBy, lost, copy }: Passage): string {
	return JSON.stringify([verdict, decidedBy, lost, copy && [copy.verdict, copy.decidedBy]]);
}

type Boxes = { variables: Map<string, OpenVariable>; assumptions: Map<string, Assumption> };

function boxOf({ variables, assumptions }: World): Boxes {
	return {
		variables: new Map([...variables].filter(([, { domain, all }]) => !sameDomain(domain, all))),
		assumptions: new Map(assumptions)
	};
}

/** One box for two that differ in one thing only; undefined for any others. */
function merge(a: Boxes, b: Boxes): Boxes | undefined {
	const names = new Set([...a.variables.keys(), ...b.variables.keys()]);
	const keys = new Set([...a.assumptions.keys(), ...b.assumptions.keys()]);
	const variables = new Map(a.variables);
	const assumptions = new Map(a.assumptions);
	let differences = 0;
	for (const name of names) {
		const left = a.variables.get(name);
		const right = b.variables.get(name);
		if (left && right && sameDomain(left.domain, right.domain)) continue;
		differences++;
		if (!left || !right) {
			variables.delete(name);
			continue;
		}
		const domain: Domain = union(left.domain, right.domain);
		if (sameDomain(domain, left.all)) variables.delete(name);
		else variables.set(name, { ...left, domain });
	}
	for (const key of keys) {
		const left = a.assumptions.get(key);
		const right = b.assumptions.get(key);
		if (left && right && left.yes === right.yes) continue;
		differences++;
		assumptions.delete(key);
	}
	return differences <= 1 ? { variables, assumptions } : undefined;
}

function simplify(boxes: readonly Boxes[]): Boxes[] {
	const left = [...boxes];
	for (let changed = true; changed;) {
		changed = false;
		for (let i = 0; i < left.length && !changed; i++)
			for (let j = i + 1; j < left.length && !changed; j++) {
				const [a, b] = [left[i], left[j]];
				const merged = a && b && merge(a, b);
				if (!merged) continue;
				left.splice(j, 1);
				left[i] = merged;
				changed = true;
			}
	}
	return left;
}

function casesOf(runs: readonly Run[], index: number): Case[] {
	const groups = new Map<string, { passage: Passage; boxes: Boxes[] }>();
	for (const { world, passages } of runs) {
		const passage = passages[index];
		if (!passage) continue;
		const key = outcomeKey(passage);
		const group = groups.get(key);
		if (group) group.boxes.push(boxOf(world));
		else groups.set(key, { passage, boxes: [boxOf(world)] });
	}
	const only = groups.size === 1;
	return [...groups.values()].map(({ passage, boxes }) => ({
		passage,
		conditions: only
			? [{ variables: [], assumptions: [] }]
			: simplify(boxes).map(({ variables, assumptions }) => ({
					variables: [...variables.values()],
					assumptions: [...assumptions.values()]
				}))
	}));
}

/** Sends the packets of a flow through the host, one after the other. */
export function simulate(input: SimulationInput): SimulationResult {
	const { runs, cut } = explore(input);
	const described = input.steps.flatMap((step) => (step.kind === 'packet' ? [step.packet] : []));
	const count = described.length;
	return {
		packets: Array.from({ length: count }, (_, i) => {
			const state = described[i]?.state;
			return {
				cases: casesOf(runs, i),
				cut,
				...(state !== undefined && state !== 'open' && { given: state })
			};
		}),
		connections: runs[0]?.connections ?? [],
		now: runs[0]?.now ?? 0
	};
}
