/** The tables of one family while commands change them. */
import type { Backend, Family, RuleSet, TableName } from '../ruleset';
import { TableState } from './table-state';

/** The order in which iptables-nft-save prints the tables. */
const nftOrder: readonly TableName[] = ['mangle', 'security', 'raw', 'filter', 'nat'];

export class FamilyState {
	readonly family: Family;
	readonly backend: Backend;
	/** In creation order. */
	readonly tables = new Map<TableName, TableState>();

	constructor(family: Family, backend: Backend) {
		this.family = family;
		this.backend = backend;
	}

	static of(ruleSet: RuleSet): FamilyState {
		const state = new FamilyState(ruleSet.family, ruleSet.backend);
		const { tables } = ruleSet;
		for (const table of ruleSet.backend === 'legacy' ? [...tables].reverse() : tables) {
			state.tables.set(table.name, TableState.of(table));
		}
		return state;
	}

	/** The legacy kernel lists the newest table first; iptables-nft has an order of its own. */
	freeze(): RuleSet {
		const tables =
			this.backend === 'legacy'
				? [...this.tables.values()].reverse()
				: nftOrder.flatMap((name) => this.tables.get(name) ?? []);
		return {
			family: this.family,
			backend: this.backend,
			tables: tables.map((table) => table.freeze(this.backend))
		};
	}
}
