/** Which table of which family each block of a listing is, by the built-in chains that it has. */
import type { Problem } from '$lib/net';
import { builtInChains, tableNames, type Family, type Origin, type TableName } from '../ruleset';

export interface BlockTable {
	readonly name: TableName;
	readonly family: Family;
	/** Nothing in the block tells the family, and one block was there before. */
	readonly unsure: boolean;
}

const order: readonly TableName[] = ['filter', ...tableNames.filter((name) => name !== 'filter')];

export class BlockTables {
	readonly #given: Family | undefined;
	readonly #taken = new Set<string>();

	/** `given`: the family that the user says all is of. */
	constructor(given: Family | undefined) {
		this.#given = given;
	}

	/** The next block; `sign` is the family that its addresses tell. */
	next(chains: readonly string[], sign: Family | undefined): BlockTable {
		const fits = (name: TableName) =>
			chains.every((chain) => builtInChains[name].some((each) => each === chain));
		const exact = order.filter(
			(name) => fits(name) && builtInChains[name].length === chains.length
		);
		const names = exact.length > 0 ? exact : order.filter(fits);
		const told = this.#given ?? sign;
		const families: readonly Family[] = told ? [told] : ['ipv4', 'ipv6'];
		// A second block with the chains of filter: of the other family, or security where both had it.
		for (const name of names) {
			for (const family of families) {
				const key = `${family} ${name}`;
				if (this.#taken.has(key)) continue;
				this.#taken.add(key);
				return { name, family, unsure: told === undefined && family === 'ipv6' };
			}
		}
		return { name: names[0] ?? 'filter', family: told ?? 'ipv4', unsure: false };
	}
}

/** Says of a block whose family is not sure what it is taken for. */
export function otherFamily(table: TableName, span: Origin): Problem {
	return {
		code: 'taken-as-ipv6',
		severity: 'warning',
		message: `This is the second table with the chains of ${table}: it is taken as that of ip6tables.`,
		help: 'Paste the tables of one family at a time, or the output of iptables-save.',
		span
	};
}
