/**
 * What `iptables -L -n -v` prints, with or without line numbers. It is meant for people and leaves
 * things out: what it loses is said, and unknown in the rules.
 */
import type { Problem } from '$lib/net';
import type { Command, DumpAction } from '../command';
import type { Family, Origin, Rule, TableName } from '../ruleset';
import type { Lines } from '../words/lines';
import type { Collector, PlacedWords } from './collector';
import { chainsIn, tableOf, tablesIn, type ListedChain, type ListedLine } from './listed-chains';
import { readRule } from './listed-rule';

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
