import { remembered } from '../chain-memory';
import type { Table } from '../ruleset';

/**
 * Targets that let the packet go on but change what later rules test: its addresses, the host that
 * it is for, the state of its connection.
 */
const rewriting: ReadonlySet<string> = new Set(['SNPT', 'DNPT', 'CLUSTERIP', 'CT', 'NOTRACK']);

const rewrites = remembered((rules) =>
	rules.some(({ target }) => target?.kind === 'extension' && rewriting.has(target.extension))
);

/** Whether a packet may be a different one at a later rule of the table. */
export function isRewritten({ chains }: Table): boolean {
	return chains.some(({ rules }) => rewrites(rules));
}
