/**
 * Which hooks reach which rules of a table, as the kernel determines before it accepts the table.
 * Sources: mark_source_chains in net/ipv4/netfilter/ip_tables.c, nft_chain_validate in
 * net/netfilter/nf_tables_api.c.
 */
import type { Hook, Rule } from '../ruleset';
import type { TableState } from './table-state';

export interface Reach {
	/** For each chain that is reached: from which hooks. */
	readonly hooks: ReadonlyMap<string, ReadonlySet<Hook>>;
	/** For each chain, how many of its rules the kernel looks at (legacy stops at an unconditional
	 * verdict). */
	readonly seen: ReadonlyMap<string, number>;
	/** The first rule found to close a loop, or (nft) to nest jumps too deep. */
	readonly fault?: {
		readonly kind: 'loop' | 'depth';
		readonly chain: string;
		readonly rule: Rule;
	};
}

/** NFT_JUMP_STACK_SIZE: nested jumps from a base chain must stay below it. */
const NFT_DEPTH = 16;

interface Edge {
	readonly rule: Rule;
	readonly to: string;
}

/** The jumps of each chain, and how far the kernel looks. */
function edgesOf(table: TableState, stopAtVerdict: boolean) {
	const edges = new Map<string, readonly Edge[]>();
	const seen = new Map<string, number>();
	for (const chain of table.all()) {
		const { rules, decided } = chain.jumps();
		const looked = stopAtVerdict && decided >= 0 ? decided + 1 : chain.length;
		const before = looked < chain.length ? new Set(chain.rules.slice(0, looked)) : undefined;
		const own: Edge[] = [];
		for (const rule of rules) {
			const { target } = rule;
			if (before && !before.has(rule)) break;
			if (target?.kind === 'jump' || target?.kind === 'goto') own.push({ rule, to: target.chain });
		}
		edges.set(chain.name, own);
		seen.set(chain.name, looked);
	}
	return { edges, seen };
}

export function reachOf(table: TableState, backend: 'legacy' | 'nft'): Reach {
	const { edges, seen } = edgesOf(table, backend === 'legacy');
	const reached = new Map<string, Set<Hook>>();
	let fault: Reach['fault'];
	for (const { chain: base, hook } of table.bases()) {
		const open = new Set<string>();
		const deepest = new Map<string, number>();
		// An explicit stack: a user may nest thousands of chains.
		const path: { chain: string; next: number }[] = [{ chain: base.name, next: 0 }];
		open.add(base.name);
		deepest.set(base.name, 0);
		for (let top = path.at(-1); top && !fault; top = path.at(-1)) {
			if (top.next === 0) {
				const own = reached.get(top.chain) ?? new Set();
				own.add(hook);
				reached.set(top.chain, own);
			}
			const edge = edges.get(top.chain)?.[top.next++];
			if (!edge) {
				open.delete(top.chain);
				path.pop();
				continue;
			}
			const depth = path.length;
			if (open.has(edge.to)) fault = { kind: 'loop', chain: top.chain, rule: edge.rule };
			else if (backend === 'nft' && depth >= NFT_DEPTH) {
				fault = { kind: 'depth', chain: top.chain, rule: edge.rule };
			} else if ((deepest.get(edge.to) ?? -1) < (backend === 'nft' ? depth : 0)) {
				deepest.set(edge.to, depth);
				open.add(edge.to);
				path.push({ chain: edge.to, next: 0 });
			}
		}
		if (fault) break;
	}
	return { hooks: reached, seen, ...(fault && { fault }) };
}
