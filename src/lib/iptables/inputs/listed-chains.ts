/** Chains as `iptables -L` prints them, and the tables that they belong to. */
import { hooks, type Counters } from '../ruleset';
import type { ShownLine, Typed } from './typed';

const chainLine =
	/^Chain (.+) \((?:policy (\S+)(?: (\d+[KMGT]?) packets, (\d+[KMGT]?) bytes)?|(\d+) references)\)/;

/** The counters of a policy, unless they are rounded. */
function countersOf(packets = '0', bytes = '0'): Counters | undefined {
	if (!/^\d+ \d+$/.test(`${packets} ${bytes}`) || (packets === '0' && bytes === '0'))
		return undefined;
	return { packets: BigInt(packets), bytes: BigInt(bytes) };
}

export interface ListedLine {
	readonly text: string;
	readonly number: number;
}

export interface ListedChain {
	readonly name: string;
	readonly policy: string | undefined;
	readonly counters: Counters | undefined;
	readonly head: ListedLine;
	/** The command that printed it, if known. */
	readonly typed: Typed | undefined;
	/** The line with the column headings. */
	readonly columns: string;
	readonly rules: readonly ListedLine[];
}

/** The chains of a listing, in its order. */
export function chainsIn(lines: readonly ShownLine[]): readonly ListedChain[] {
	const chains: (Omit<ListedChain, 'columns' | 'rules'> & {
		columns: string;
		rules: ListedLine[];
	})[] = [];
	for (const line of lines) {
		const { text, typed } = line;
		const found = chainLine.exec(text);
		const chain = chains.at(-1);
		if (found) {
			const [, name = '', policy, packets, bytes] = found;
			const counters = countersOf(packets, bytes);
			chains.push({ name, policy, counters, head: line, typed, columns: '', rules: [] });
		} else if (!chain) continue;
		else if (/^\s*(num\s+)?(pkts\s+bytes\s+)?target\s+prot\b/.test(text)) chain.columns = text;
		else chain.rules.push(line);
	}
	return chains;
}

/** The chains of one table: its built-in chains come first, in hook order. */
export function tablesIn(chains: readonly ListedChain[]): readonly (readonly ListedChain[])[] {
	const tables: ListedChain[][] = [];
	let last: number = hooks.length;
	for (const chain of chains) {
		const place = chain.policy === undefined ? -1 : hooks.findIndex((hook) => hook === chain.name);
		if (place < 0) last = hooks.length;
		const before = tables.at(-1)?.at(-1);
		const begins = !before || before.typed !== chain.typed || (place >= 0 && place <= last);
		if (begins) tables.push([]);
		if (place >= 0) last = place;
		tables.at(-1)?.push(chain);
	}
	return tables;
}
