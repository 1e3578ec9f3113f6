/**
 * The rule sets of both families while commands run: what each command does to them, and which
 * ones they refuse, as the back end's user space and kernel do.
 */
import type { Command, Effect } from '../command';
import type { Backend, Release, Rule, RuleSet } from '../ruleset';
import type { Objection } from './kernel';
import { OpenTable } from './open-table';
import { done, refused, type Outcome } from './outcome';
import { RuleChanges } from './rule-changes';
import { FamilyState } from './family-state';
import { TableState } from './table-state';

export interface RuleSets {
	readonly ipv4: RuleSet;
	readonly ipv6: RuleSet;
}

type BeginTable = Extract<Effect, { readonly kind: 'begin-table' }>;

/** Whether nft creates the table for it. */
function creates(effect: Effect): boolean {
	switch (effect.kind) {
		case 'append':
		case 'insert':
		case 'new-chain':
		case 'policy':
			return true;
		case 'flush':
			return effect.chain !== undefined || effect.names === true;
		default:
			return false;
	}
}

function asks({ matches, target }: Rule, set: string): boolean {
	const options = target?.kind === 'extension' && target.extension === 'SET' ? target.options : [];
	const uses = [
		...options,
		...matches.flatMap((match) => (match.extension === 'set' ? match.options : []))
	];
	return uses.some(({ value }) => value.kind === 'words' && value.words[0] === set);
}

const outside = refused('no-table', 'A chain outside of a table.', 'Begin with *filter.');

export class Machine {
	readonly #backend: Backend;
	readonly #changes: RuleChanges;
	readonly #families: { readonly ipv4: FamilyState; readonly ipv6: FamilyState };
	#open: OpenTable | undefined;

	constructor(backend: Backend, start?: RuleSets, release: Release = '1.8.11') {
		this.#backend = backend;
		this.#changes = new RuleChanges(backend, release);
		this.#families = {
			ipv4: start ? FamilyState.of(start.ipv4) : new FamilyState('ipv4', backend),
			ipv6: start ? FamilyState.of(start.ipv6) : new FamilyState('ipv6', backend)
		};
	}

	ruleSets(): RuleSets {
		return { ipv4: this.#families.ipv4.freeze(), ipv6: this.#families.ipv6.freeze() };
	}

	/** Whether a rule uses an ipset, which the kernel then does not release. */
	asksSet(name: string): boolean {
		return [this.#families.ipv4, this.#families.ipv6].some(({ tables }) =>
			[...tables.values()].some((table) =>
				[...table.all()].some(({ rules }) => rules.some((rule) => asks(rule, name)))
			)
		);
	}

	/** A table that was begun but not committed is discarded, as in iptables-restore. */
	abandon(): void {
		this.#open = undefined;
	}

	get midTable(): boolean {
		return this.#open !== undefined;
	}

	run(command: Command): Outcome {
		const { effect } = command;
		switch (effect.kind) {
			case 'nothing':
				return done;
			case 'begin-table':
				return this.#begin(command, effect);
			case 'commit':
				return this.#commit();
			case 'declare-chain':
				return this.#open?.declare(command, effect.chain, effect.policy) ?? outside;
			default:
				return this.#open ? this.#inDump(this.#open, command) : this.#alone(command);
		}
	}

	#begin({ family, table }: Command, how: BeginTable): Outcome {
		const { tables } = this.#families[family];
		const before = tables.get(table);
		// Legacy creates the table when it is first asked for, whatever happens to the dump.
		if (!before && this.#backend === 'legacy') tables.set(table, new TableState(table));
		this.#open = new OpenTable(family, before ?? table, this.#backend, how);
		return done;
	}

	#commit(): Outcome {
		const open = this.#open;
		this.#open = undefined;
		if (!open) return refused('no-table', 'COMMIT without a table.', 'Begin with *filter.');
		const family = this.#families[open.family];
		if (open.fault) return open.fault;
		const objection = open.objection();
		if (objection) return { ok: false, ...objection };
		if (this.#backend === 'nft' && !open.touched) family.tables.delete(open.table.name);
		else family.tables.set(open.table.name, open.settled());
		return done;
	}

	/** Removes the rules for which the kernel would refuse the open table, or replaces them by others
	 * that it accepts. */
	removeRefused(instead?: (objection: Objection) => Rule): readonly Objection[] {
		return this.#open?.removeRefused(instead) ?? [];
	}

	/** Appends a rule of a dump to the open table; false if there is a complaint. With
	 * `placed`, the kernel has to check its place. */
	appendSaved(name: string, rule: Rule, placed: boolean): boolean {
		return this.#open?.append(name, rule, placed) ?? false;
	}

	#inDump(open: OpenTable, command: Command): Outcome {
		open.note(command.effect);
		const unlike = open.unlikeAlone(command);
		if (unlike) return unlike;
		return this.#changes.change(open.table, command, false);
	}

	/** A command on its own: the kernel checks it at once, and nothing changes if it refuses. */
	#alone(command: Command): Outcome {
		const family = this.#families[command.family];
		const before = family.tables.get(command.table);
		const table = before ?? new TableState(command.table);
		// Legacy creates the table when it is first asked for; nft when something is put into it.
		if (!before && this.#backend === 'legacy') family.tables.set(table.name, table);
		const outcome = this.#changes.change(table, command, true);
		if (outcome.ok && !before && this.#backend === 'nft' && creates(command.effect)) {
			family.tables.set(table.name, table);
		}
		return outcome;
	}
}
