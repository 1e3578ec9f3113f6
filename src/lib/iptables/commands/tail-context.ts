import type { KnownSets, RuleContext } from '../extension';
import type { Backend, Family, HeaderMatch, Hook, Invertible, Match, TableName } from '../ruleset';

const noHooks: ReadonlySet<Hook> = new Set();
const noSets: KnownSets = { get: () => undefined, complete: true };

/** The context of checks; it records when a check looks at more than the tail. */
export class TailContext implements RuleContext {
	readonly family: Family;
	readonly backend: Backend;
	readonly table: TableName;
	protocol: Invertible<number> | undefined;
	chainName = '';
	/** Whether a check asked for anything but the tail. */
	#wide = false;
	readonly header: HeaderMatch;
	/** Rules that name an ipset are left to the full parser, which knows whether sets are known. */
	readonly sets = noSets;
	readonly #matches: Match[] = [];

	constructor(family: Family, backend: Backend, table: TableName) {
		this.family = family;
		this.backend = backend;
		this.table = table;
		const protocol = () => this.protocol;
		const note = () => {
			this.#wide = true;
		};
		this.header = {
			get protocol() {
				return protocol();
			},
			get source(): undefined {
				note();
				return undefined;
			},
			get destination(): undefined {
				note();
				return undefined;
			},
			get inInterface(): undefined {
				note();
				return undefined;
			},
			get outInterface(): undefined {
				note();
				return undefined;
			},
			get fragment(): undefined {
				note();
				return undefined;
			}
		};
	}

	/** Whether a check has looked beyond the tail since the last call; resets the record. */
	tookMore(): boolean {
		const wide = this.#wide;
		this.#wide = false;
		return wide;
	}

	get chain(): string {
		this.#wide = true;
		return this.chainName;
	}

	get matches(): readonly Match[] {
		this.#wide = true;
		return this.#matches;
	}

	get hooks(): ReadonlySet<Hook> {
		this.#wide = true;
		return noHooks;
	}
}
