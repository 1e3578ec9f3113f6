/** The existing sets, and what each command to the kernel does to them. Source: ip_set_core.c,
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/ipset */
import type { Origin } from '../ruleset';
import { isSameCreation } from './create';
import { Members } from './members';
import { refusal, type SetRefusal } from './refusal';
import type { Creation, IpSet } from './set';
import { features, setType, type SetType } from './types';

/** A set while commands change it. */
export interface LivingSet {
	name: string;
	readonly type: SetType;
	readonly creation: Creation;
	/** The options of create as they are written. */
	readonly options: readonly string[];
	readonly origin: Origin;
	readonly members: Members;
	/** Why its contents can't be known. */
	uncertain?: string;
}

export function noSuchSet(name: string): SetRefusal {
	return refusal('no-such-set', `There is no set ${name} yet.`, 'Make it first with create.');
}

function exists(name: string): SetRefusal {
	return refusal(
		'set-exists',
		`There is a set ${name} already.`,
		'Destroy it first, or take another name.'
	);
}

export class Sets {
	readonly #sets = new Map<string, LivingSet>();
	readonly #isAsked: (name: string) => boolean;

	/** `isAsked`: whether a rule uses the set, which then can't be destroyed. */
	constructor(isAsked: (name: string) => boolean) {
		this.#isAsked = isAsked;
	}

	get(name: string): LivingSet | undefined {
		return this.#sets.get(name);
	}

	/** What rules have to know about a set, if it exists. */
	known(name: string): Pick<IpSet, 'type' | 'family'> | undefined {
		const set = this.#sets.get(name);
		return set && { type: set.type.name, family: set.creation.family ?? 'ipv4' };
	}

	/** Starts with existing sets. */
	take(sets: readonly IpSet[]): void {
		for (const { name, type: typeName, entries, ...set } of sets) {
			const type = setType(typeName);
			if (!type) continue;
			const { creation } = set;
			this.#sets.set(name, { ...set, name, type, members: new Members(type, creation, entries) });
		}
	}

	/** In creation order. */
	list(): readonly IpSet[] {
		return [...this.#sets.values()].map(
			({ name, type, creation, options, origin, members, uncertain }): IpSet => ({
				name,
				type: type.name,
				family: creation.family ?? 'ipv4',
				options,
				creation,
				entries: members.list(),
				origin,
				...(uncertain !== undefined && { uncertain })
			})
		);
	}

	create(made: LivingSet, exist: boolean): SetRefusal | undefined {
		const there = this.#sets.get(made.name);
		if (!there) {
			this.#sets.set(made.name, made);
			return undefined;
		}
		const same = there.type === made.type && isSameCreation(there.creation, made.creation);
		return exist && same ? undefined : exists(made.name);
	}

	/** Whether a rule uses it, or a list contains it. */
	#inUse(set: LivingSet): SetRefusal | undefined {
		const list = [...this.#sets.values()].find(
			({ type, members }) =>
				type.storage === 'list' && members.find([{ kind: 'set', name: set.name }])
		);
		if (!list && !this.#isAsked(set.name)) return undefined;
		return refusal(
			'set-in-use',
			list
				? `The set ${set.name} is in the list ${list.name}.`
				: `A rule asks the set ${set.name}.`,
			list ? `Take it out first: ipset del ${list.name} ${set.name}.` : 'Delete the rule first.'
		);
	}

	destroy(name: string | undefined, exist: boolean): SetRefusal | undefined {
		if (name === undefined) {
			for (const set of this.#sets.values()) {
				const used = this.#inUse(set);
				if (used) return used;
			}
			this.#sets.clear();
			return undefined;
		}
		const set = this.#sets.get(name);
		if (!set) return exist ? undefined : noSuchSet(name);
		const used = this.#inUse(set);
		if (!used) this.#sets.delete(name);
		return used;
	}

	flush(name: string | undefined): SetRefusal | undefined {
		if (name !== undefined && !this.#sets.has(name)) return noSuchSet(name);
		for (const set of this.#sets.values()) {
			if (name !== undefined && set.name !== name) continue;
			set.members.clear();
			delete set.uncertain;
		}
		return undefined;
	}

	rename(name: string, to: string): SetRefusal | undefined {
		const set = this.#sets.get(name);
		if (!set) return noSuchSet(name);
		const used = this.#inUse(set);
		if (used) return used;
		if (this.#sets.has(to)) return exists(to);
		const before = [...this.#sets.values()];
		set.name = to;
		this.#keep(before);
		return undefined;
	}

	/** Two sets that test the same of a packet swap their contents; rules and lists keep the names. */
	swap(name: string, other: string): SetRefusal | undefined {
		const first = this.#sets.get(name);
		const second = this.#sets.get(other);
		if (!first || !second) return noSuchSet(first ? other : name);
		const alike =
			features(first.type) === features(second.type) &&
			first.creation.family === second.creation.family;
		if (!alike)
			return refusal(
				'set-types-differ',
				`The sets ${name} and ${other} can’t be swapped: they hold different things.`,
				'Make both of one type and family.'
			);
		const before = [...this.#sets.values()];
		first.name = other;
		second.name = name;
		this.#keep(before.map((set) => (set === first ? second : set === second ? first : set)));
		return undefined;
	}

	#keep(sets: readonly LivingSet[]): void {
		this.#sets.clear();
		for (const set of sets) this.#sets.set(set.name, set);
	}
}
