/**
 * What `iptables -L -n -v` prints, with or without line numbers. It is meant for people and leaves
 * things out: what it loses is said, and unknown in the rules.
 */
import type { Problem } from '$lib/net';
import type { Command, DumpAction } from '../command';
import {
	builtInChains,
	hooks,
	tableNames,
	type Counters,
	type Family,
	type Origin,
	type Rule,
	type TableName
} from '../ruleset';
import type { Lines } from '../words/lines';
import type { Collector, PlacedWords } from './collector';
import { readExtras } from './listing-extras';

const chainLine =
	/^Chain (\S+) \((?:policy (\S+)(?: (\d+) packets, (\d+) bytes)?|(\d+) references)\)/;
const verdicts: ReadonlySet<string> = new Set(['ACCEPT', 'DROP', 'RETURN', 'QUEUE']);

interface ListedLine {
	readonly text: string;
	readonly number: number;
}

interface ListedChain {
	readonly name: string;
	readonly policy: string | undefined;
	readonly counters: Counters | undefined;
	readonly head: ListedLine;
	/** The line with the names of the columns. */
	readonly columns: string;
	readonly rules: readonly ListedLine[];
}

function chainsIn(lines: Lines): readonly ListedChain[] {
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
function tablesIn(chains: readonly ListedChain[]): readonly (readonly ListedChain[])[] {
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

function tableOf(chains: readonly ListedChain[]): TableName {
	const names = chains.filter(({ policy }) => policy !== undefined).map(({ name }) => name);
	const order: readonly TableName[] = ['filter', ...tableNames];
	const fits = (table: TableName) =>
		names.every((name) => builtInChains[table].some((each) => each === name));
	const exact = order.find((table) => fits(table) && builtInChains[table].length === names.length);
	return exact ?? order.find(fits) ?? 'filter';
}

interface ListedRule {
	readonly words: readonly string[];
	readonly counters: Counters | undefined;
	/** What the listing does not tell, or tells in a way not read here. */
	readonly unread: readonly string[];
}

function plainNumber(text: string | undefined): bigint | undefined {
	return text !== undefined && /^\d+$/.test(text) ? BigInt(text) : undefined;
}

function side(option: string, text: string): readonly string[] {
	const inverted = text.startsWith('!');
	const value = inverted ? text.slice(1) : text;
	if (['*', 'any', 'anywhere', '0.0.0.0/0', '::/0'].includes(value)) return [];
	return [...(inverted ? ['!'] : []), option, value];
}

/** A rule of the listing as the words of a rule; undefined where the line is not of that form. */
function readRule(line: string, chain: ListedChain, family: Family): ListedRule | undefined {
	const { columns } = chain;
	const hasNumber = /\bnum\b/.test(columns);
	const verbose = /\bpkts\b/.test(columns);
	let rest = line;
	const take = (pattern: RegExp): string | undefined => {
		const found = pattern.exec(rest);
		if (!found) return undefined;
		rest = rest.slice(found[0].length);
		return found[1];
	};
	if (hasNumber && take(/^\s*(\d+)(?=\s)/) === undefined) return undefined;
	let counters: Counters | undefined;
	if (verbose) {
		const packets = plainNumber(take(/^\s*(\d+[KMGT]?)(?=\s)/));
		const bytes = plainNumber(take(/^\s*(\d+[KMGT]?)(?=\s)/));
		if (packets !== undefined && bytes !== undefined && (packets > 0n || bytes > 0n)) {
			counters = { packets, bytes };
		}
	}
	// A rule without target leaves its column empty; the number's column has five characters.
	const gap = verbose ? 1 : hasNumber ? Math.max(5 - (line.length - rest.length), 1) : 0;
	const target = rest.charAt(gap) === ' ' ? '' : (take(/^\s*(\S+)(?=\s)/) ?? '');
	const protocol = take(/^\s*(!?\S+)(?=\s)/);
	const options = take(/^\s*(--|-f|!f)(?=\s)/);
	const input = verbose ? take(/^\s*(\S+)(?=\s)/) : '*';
	const output = verbose ? take(/^\s*(\S+)(?=\s)/) : '*';
	const source = take(/^\s*(!?\S+)(?=\s)/);
	const destination = take(/^\s*(!?\S+)(?=\s|$)/);
	if (protocol === undefined || source === undefined || destination === undefined) return undefined;
	const extras = readExtras(rest, target);
	const words = [
		'-A',
		chain.name,
		...side('-s', source),
		...side('-d', destination),
		...side('-i', input ?? '*'),
		...side('-o', output ?? '*'),
		...(['all', '0'].includes(protocol) ? [] : side('-p', protocol)),
		...(options === '-f' && family === 'ipv4' ? ['-f'] : []),
		...(options === '!f' ? ['!', '-f'] : []),
		...extras.matches,
		...(target === '' ? [] : [extras.isGoto ? '-g' : '-j', target]),
		...(verdicts.has(target) ? [] : extras.target)
	];
	const unread = [
		...(verbose ? [] : ['its interfaces, which a listing without -v leaves out,']),
		...(extras.rest === '' ? [] : [`"${extras.rest}"`])
	];
	return { words, counters, unread };
}

class ListingReader {
	readonly #collector: Collector;
	readonly #family: Family;
	readonly #table: TableName;
	/** Chains that are in the listing, and those that rules name and it does not have. */
	readonly #known = new Set<string>();
	readonly #missing = new Set<string>();

	constructor(collector: Collector, family: Family, table: TableName) {
		this.#collector = collector;
		this.#family = family;
		this.#table = table;
	}

	#placed({ text, number }: ListedLine, texts: readonly string[] = []): PlacedWords {
		const origin: Origin = { line: number, column: 1, endColumn: text.length + 1 };
		return { texts, from: 0, origin, place: () => origin };
	}

	#dump(effect: DumpAction, line: ListedLine, more: Partial<Command> = {}): void {
		const words = this.#placed(line);
		const { origin } = words;
		const command = {
			line: line.number,
			span: origin,
			family: this.#family,
			table: this.#table,
			effect,
			...more
		};
		this.#collector.run(command, words);
	}

	#problem(
		severity: Problem['severity'],
		code: string,
		line: ListedLine,
		message: string,
		help: string
	) {
		const span = this.#placed(line).origin;
		this.#collector.problems.push({ code, severity, message, help, span });
	}

	read(chains: readonly ListedChain[]): void {
		const [first] = chains;
		const last = chains.at(-1);
		if (!first || !last) return;
		this.#dump({ kind: 'begin-table', keep: false }, first.head);
		for (const { name, policy, counters, head } of chains) {
			this.#known.add(name);
			const declared = policy === undefined ? { chain: name } : { chain: name, policy };
			this.#dump({ kind: 'declare-chain', ...declared }, head, counters ? { counters } : {});
		}
		for (const chain of chains) for (const line of chain.rules) this.#rule(chain, line);
		this.#dump({ kind: 'commit' }, last.rules.at(-1) ?? last.head);
	}

	#rule(chain: ListedChain, line: ListedLine): void {
		const listed = readRule(line.text, chain, this.#family);
		if (!listed) {
			this.#problem(
				'error',
				'not-a-listed-rule',
				line,
				'This line is not a rule as iptables -L prints it.',
				'Paste the whole output of iptables -L -n -v, or better, of iptables-save.'
			);
			return;
		}
		const words = this.#placed(line, listed.words);
		const command = this.#collector.read(
			words,
			this.#family,
			{ restoring: this.#table },
			listed.counters
		);
		if (listed.unread.length > 0) {
			this.#problem(
				'warning',
				'lost-in-listing',
				line,
				`What the listing says of ${listed.unread.join(' and ')} can't be read back, so whether the rule matches is unknown.`,
				'Paste the output of iptables-save instead.'
			);
		}
		this.#collector.run(this.#complete(command, listed.unread, line), words);
	}

	/** The command with what is unknown of its rules; a chain that is not in the listing is made, and
	 * what it does is unknown. */
	#complete(command: Command, unread: readonly string[], line: ListedLine): Command {
		const { effect } = command;
		if (effect.kind !== 'append') return command;
		const rules = effect.rules.map((rule): Rule => {
			const missing = this.#missingChain(rule);
			if (missing !== undefined) {
				this.#known.add(missing);
				this.#dump({ kind: 'declare-chain', chain: missing }, line);
				this.#missing.add(missing);
			}
			const target = rule.target && 'chain' in rule.target ? rule.target.chain : undefined;
			const lost =
				target !== undefined && this.#missing.has(target)
					? [`the chain ${target}, which is not in the text`]
					: [];
			const all = [...(rule.unread ?? []), ...unread, ...lost];
			return all.length > 0 ? { ...rule, unread: all } : rule;
		});
		return { ...command, effect: { ...effect, rules } };
	}

	#missingChain({ target }: Rule): string | undefined {
		if (target?.kind !== 'jump' && target?.kind !== 'goto') return undefined;
		return this.#known.has(target.chain) ? undefined : target.chain;
	}
}

export function readListing(collector: Collector, lines: Lines): void {
	const chains = chainsIn(lines);
	const [first] = chains;
	if (!first) return;
	const { number, text } = first.head;
	collector.problems.push({
		code: 'listing',
		severity: 'info',
		message:
			'A listing is made for people: it rounds counters, shortens names and shows nothing of some matches. The rules here are read back as far as that goes.',
		help: 'The output of iptables-save is exact.',
		span: { line: number, column: 1, endColumn: text.length + 1 }
	});
	for (const table of tablesIn(chains)) {
		const isIpv6 = table.some(({ rules }) =>
			rules.some((rule) => /\s!?[0-9a-f]*::/.test(rule.text))
		);
		const { settings } = collector;
		const family = isIpv6 && !settings.familyGiven ? 'ipv6' : settings.family;
		new ListingReader(collector, family, tableOf(table)).read(table);
	}
}
