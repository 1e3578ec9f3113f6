/**
 * One way in which everything open may turn out: domains of the open fields, and answers to
 * questions that can't be known. When a walk meets a question that its world leaves open, the world
 * forks, and the walk is repeated in each of the two.
 */
import type { Family, FieldName, FieldSet, Outcome, Unknown } from '../iptables';
import { everything, isEmpty, sample, split, type Domain } from './domain';
import type { InFlight } from './in-flight';
import type { Oracle } from './oracle';
import type { Place } from './walk';

/** A question without a field: does the rule match, what does its target do? */
export interface Assumption {
	readonly place: Place;
	readonly because: string;
	readonly wording?: Unknown['wording'];
	/** Index of the packet in the flow. */
	readonly packet: number;
	readonly yes: boolean;
}

export interface OpenVariable {
	readonly field: FieldName;
	readonly family: Family;
	/** Index of the first packet in the flow that has it. */
	readonly packet: number;
	readonly domain: Domain;
	/** All values that the field can have. */
	readonly all: Domain;
}

export interface World {
	readonly variables: ReadonlyMap<string, OpenVariable>;
	readonly assumptions: ReadonlyMap<string, Assumption>;
}

export const wholeWorld: World = { variables: new Map(), assumptions: new Map() };

/** The walk can't go on in this world, only in these two. */
export class Fork extends Error {
	readonly worlds: readonly [World, World];

	constructor(worlds: readonly [World, World]) {
		super('the world forks');
		this.worlds = worlds;
	}
}

/** Variables are named after the first packet that has them: `3.sport`; `3.ttl-1`: one less. */
function indexOf(variable: string): number {
	return Number(variable.split('.')[0]);
}

export class WorldOracle implements Oracle {
	readonly #world: World;
	readonly #names: () => readonly string[];
	/** How often each rule has asked in this run: a repeated question may get another answer. */
	readonly #asked = new Map<string, number>();
	/** Assumptions about a packet that are made without asking: they narrow a variable in this run. */
	readonly #narrowed = new Map<string, OpenVariable>();
	#packet = 0;

	constructor(world: World, interfaceNames: () => readonly string[]) {
		this.#world = world;
		this.#names = interfaceNames;
	}

	/** The packet that questions are about from now on. */
	begin(packet: number): void {
		this.#packet = packet;
	}

	#variable(packet: InFlight, field: FieldName): { name: string; open: OpenVariable } | undefined {
		const name = packet.variables?.[field];
		if (name === undefined) return undefined;
		const known = this.#world.variables.get(name) ?? this.#narrowed.get(name);
		if (known) return { name, open: known };
		const all = everything(field, packet.family, this.#names());
		const { family } = packet;
		return { name, open: { field, family, packet: indexOf(name), domain: all, all } };
	}

	#with(name: string, open: OpenVariable, domain: Domain): World {
		const variables = new Map(this.#world.variables);
		variables.set(name, { ...open, domain });
		return { ...this.#world, variables };
	}

	ask(packet: InFlight, field: FieldName, set: FieldSet): Outcome {
		const found = this.#variable(packet, field);
		const parts = found && split(found.open.domain, set);
		if (!parts) return { kind: 'unknown', because: `the ${field} is left open` };
		if (isEmpty(parts.outside)) return true;
		if (isEmpty(parts.inside)) return false;
		return {
			kind: 'unknown',
			because: `the ${field} is left open`,
			split: { field, set, inverted: false }
		};
	}

	decide(packet: InFlight, unknown: Unknown, place: Place): boolean {
		const { split: by } = unknown;
		if (by) {
			const found = this.#variable(packet, by.field);
			const parts = found && split(found.open.domain, by.set);
			if (found && parts)
				throw new Fork([
					this.#with(found.name, found.open, by.inverted ? parts.outside : parts.inside),
					this.#with(found.name, found.open, by.inverted ? parts.inside : parts.outside)
				]);
		}
		const rule = `${this.#packet} ${packet.hook} ${place.table} ${place.chain} ${place.rule}`;
		const times = this.#asked.get(rule) ?? 0;
		this.#asked.set(rule, times + 1);
		const key = `${rule} ${times}`;
		const known = this.#world.assumptions.get(key);
		if (known) return known.yes;
		const assume = (yes: boolean): World => {
			const assumptions = new Map(this.#world.assumptions);
			const { because, wording } = unknown;
			const packet = this.#packet;
			assumptions.set(key, { place, because, packet, yes, ...(wording && { wording }) });
			return { ...this.#world, assumptions };
		};
		throw new Fork([assume(true), assume(false)]);
	}

	narrow(packet: InFlight, field: FieldName, set: FieldSet): void {
		const found = this.#variable(packet, field);
		const parts = found && split(found.open.domain, set);
		if (!found || !parts || isEmpty(parts.inside) || isEmpty(parts.outside)) return;
		this.#narrowed.set(found.name, { ...found.open, domain: parts.inside, all: parts.inside });
	}

	choose(packet: InFlight, field: FieldName, sets: readonly FieldSet[]): void {
		for (const set of sets) {
			const outcome = this.ask(packet, field, set);
			if (outcome === true) return;
			if (outcome !== false && outcome.kind === 'unknown' && outcome.split)
				this.decide(packet, outcome, { table: 'raw', chain: '', rule: 0 });
		}
	}

	sample(packet: InFlight, field: FieldName): number | bigint | string | undefined {
		const found = this.#variable(packet, field);
		return found && sample(found.open.domain);
	}
}
