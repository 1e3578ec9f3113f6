/** Chains as `iptables -L` prints them, and the tables that they are of. */
import { hooks, type Counters } from '../ruleset';
import type { Lines } from '../words/lines';

const chainLine =
	/^Chain (.+) \((?:policy (\S+)(?: (\d+) packets, (\d+) bytes)?|(\d+) references)\)/;

export interface ListedLine {
	readonly text: string;
	readonly number: number;
}

export interface ListedChain {
	readonly name: string;
	readonly policy: string | undefined;
	readonly counters: Counters | undefined;
	readonly head: ListedLine;
	/** The line with the names of the columns. */
	readonly columns: string;
	readonly rules: readonly ListedLine[];
}

/** The chains of a listing, in its order. */
export function chainsIn(lines: Lines): readonly ListedChain[] {
	const chains: (Omit<ListedChain, 'columns' | 'rules'> & {
		columns: string;
		rules: ListedLine[];
	})[] = [];
	for (let index = 0; index < lines.count; index++) {
		const text = lines.line(index);
		const line = { text, number: index + 1 };
		const found = chainLine.exec(text);
		const chain = chains.at(-1);
		if (found) {
			const [, name = '', policy, packets, bytes] = found;
			const counters =
				packets === undefined || bytes === undefined || (packets === '0' && bytes === '0')
					? undefined
					: { packets: BigInt(packets), bytes: BigInt(bytes) };
			chains.push({ name, policy, counters, head: line, columns: '', rules: [] });
		} else if (!chain || text.trim() === '') continue;
		else if (/^\s*(num\s+)?(pkts\s+bytes\s+)?target\s+prot\b/.test(text)) chain.columns = text;
		else chain.rules.push(line);
	}
	return chains;
}

/** Chains of one table: its built-in chains come first, in the order of the hooks. */
export function tablesIn(chains: readonly ListedChain[]): readonly (readonly ListedChain[])[] {
	const tables: ListedChain[][] = [];
	let last: number = hooks.length;
	for (const chain of chains) {
		const place = chain.policy === undefined ? -1 : hooks.findIndex((hook) => hook === chain.name);
		if (place < 0) last = hooks.length;
		const begins = tables.length === 0 || (place >= 0 && place <= last);
		if (begins) tables.push([]);
		if (place >= 0) last = place;
		tables.at(-1)?.push(chain);
	}
	return tables;
}
