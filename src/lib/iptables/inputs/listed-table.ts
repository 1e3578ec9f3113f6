/** A table as `iptables -L` lists it: what its rules lose in the listing is reported, and unknown. */
import type { Problem } from '$lib/net';
import type { Command, DumpAction } from '../command';
import type { MatchExtension } from '../extension';
import { matchExtensions, targetExtension } from '../extensions';
import type { Family, Origin, Rule, TableName } from '../ruleset';
import type { Objection } from '../state/kernel';
import type { Collector, PlacedWords } from './collector';
import type { ListedChain, ListedLine } from './listed-chains';
import { readRule, type ListedRule } from './listed-rule';

interface ReadableRule {
	readonly command: Command;
	readonly words: PlacedWords;
	/** What the listing omits. */
	readonly lost: readonly string[];
	/** The target whose options are not all read. */
	readonly target: string | undefined;
	/** Why only the target's name could be read. */
	readonly refused?: Problem;
}

/** A rule about which only its existence is known. */
function unknownRule({ rule: { target, counters, origin } }: Objection): Rule {
	const unread = ['what the listing shows'];
	const rule: Rule = { header: {}, matches: [], counters, unread, origin };
	if (!target || (target.kind === 'standard' && target.verdict !== 'QUEUE'))
		return { ...rule, ...(target && { target }) };
	const extension =
		target.kind === 'extension'
			? target.extension
			: target.kind === 'standard'
				? target.verdict
				: target.chain;
	return { ...rule, target: { kind: 'extension', extension, options: [], lost: true } };
}

export class ListedTable {
	readonly #collector: Collector;
	readonly #family: Family;
	readonly #table: TableName;
	/** Matches that the listing of any rule may hide. */
	readonly #hidden: readonly MatchExtension[];
	/** Chains that are in the listing, and those that rules name but it does not have. */
	readonly #known = new Set<string>();
	readonly #missing = new Set<string>();

	constructor(collector: Collector, family: Family, table: TableName) {
		this.#collector = collector;
		this.#family = family;
		this.#table = table;
		const { backend } = collector.settings;
		this.#hidden = matchExtensions.filter(
			({ families, unlisted }) => families.includes(family) && unlisted?.includes(backend)
		);
	}

	#placed({ text, number }: ListedLine, texts: readonly string[] = []): PlacedWords {
		const origin = wholeLine({ text, number });
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
		this.#sayHidden(chains);
		for (const chain of chains) for (const line of chain.rules) this.#rule(chain, line);
		for (const { message, rule } of this.#collector.machine.removeRefused(unknownRule))
			this.#sayUnknown(message, rule.origin);
		this.#dump({ kind: 'commit' }, last.rules.at(-1) ?? last.head);
	}

	/** What the listing of any rule in a chain may hide. */
	#hiddenIn({ name, policy }: ListedChain): readonly MatchExtension[] {
		return this.#hidden.filter(
			({ hooks }) => policy === undefined || !hooks || hooks.some((hook) => hook === name)
		);
	}

	/**
	 * Reports once per table what no line of it shows. If that made every rule unknown, nothing would
	 * be known about any listing.
	 */
	#sayHidden(chains: readonly ListedChain[]): void {
		const chain = chains.find((each) => each.rules.length > 0 && this.#hiddenIn(each).length > 0);
		if (!chain) return;
		const program = `${this.#family === 'ipv4' ? 'iptables' : 'ip6tables'}-${this.#collector.settings.backend}`;
		const names = this.#hiddenIn(chain).map(({ name }) => `-m ${name}`);
		this.#problem(
			'info',
			'hidden-in-listing',
			chain.head,
			`${program} lists nothing of ${names.join(' and ')}: the rules here are taken to be without it.`,
			`Paste the output of ${program}-save where a rule may have it.`
		);
	}

	/** A listed rule exists, however it is read. */
	#sayUnknown(message: string, span: Origin): void {
		this.#collector.problems.push({
			code: 'lost-in-listing',
			severity: 'warning',
			message: `${message} The kernel has the rule all the same, so what it does is unknown.`,
			help: 'Paste the output of iptables-save instead.',
			span
		});
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
		const { command, words, lost, target, refused } = this.#readable(listed, line);
		if (refused) this.#sayUnknown(refused.message, words.origin);
		const unread = [...listed.unread, ...lost];
		if (unread.length > 0 && refused === undefined) {
			this.#problem(
				'warning',
				'lost-in-listing',
				line,
				`What the listing says of ${unread.join(' and ')} can’t be read back, so whether the rule matches is unknown.`,
				'Paste the output of iptables-save instead.'
			);
		}
		this.#collector.run(this.#complete(command, { unread, target }, line), words);
	}

	/** The command for a rule: if the listing omits what iptables requires, without the target's
	 * options, then without the matches, and finally with only the target's name. */
	#readable(listed: ListedRule, line: ListedLine): ReadableRule {
		const { header, matches, jump, rest, target } = listed;
		const text = rest === '' ? [] : [`"${rest}"`];
		const read = (texts: readonly string[]) => {
			const words = this.#placed(line, texts);
			const restoring = { restoring: this.#table };
			return {
				words,
				command: this.#collector.read(words, this.#family, restoring, listed.counters)
			};
		};
		const whole = read([...header, ...matches, ...jump]);
		// The unread text may belong to the target as well as to a match.
		const known = targetExtension(target, this.#family) ? target : undefined;
		const partly = rest === '' ? undefined : known;
		if (!whole.command.refused) return { ...whole, lost: text, target: partly };
		const lost = rest === '' ? [`its target ${target}`] : text;
		const withoutTarget = known && read([...header, ...matches]);
		if (withoutTarget && !withoutTarget.command.refused)
			return { ...withoutTarget, lost, target: known };
		const withoutMatches = read([...header, ...jump]);
		const some = matches.length === 0 ? [] : [`"${matches.join(' ')}"`];
		if (!withoutMatches.command.refused)
			return { ...withoutMatches, lost: [...some, ...text], target: partly };
		const bare = known && read(header);
		if (bare && !bare.command.refused) return { ...bare, lost: [...some, ...lost], target: known };
		const { refused } = whole.command;
		const all = ['what the listing shows'];
		const jumps = read([...header.slice(0, 2), ...jump]);
		if (!jumps.command.refused && !known) return { ...jumps, lost: all, target: known, refused };
		return { ...read(header.slice(0, 2)), lost: all, target, refused };
	}

	/** The command with what is unknown about its rules; a chain that is not in the listing is created,
	 * and what it does is unknown. */
	#complete(
		command: Command,
		{ unread, target: lostTarget }: Pick<ListedRule, 'unread'> & Pick<ReadableRule, 'target'>,
		line: ListedLine
	): Command {
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
			const known = rule.target?.kind === 'extension' ? rule.target : undefined;
			const partly: Pick<Rule, 'target'> =
				lostTarget !== undefined
					? {
							target: {
								kind: 'extension',
								extension: lostTarget,
								options: known?.options ?? [],
								lost: true
							}
						}
					: {};
			return all.length > 0 ? { ...rule, ...partly, unread: all } : rule;
		});
		return { ...command, effect: { ...effect, rules } };
	}

	#missingChain({ target }: Rule): string | undefined {
		if (target?.kind !== 'jump' && target?.kind !== 'goto') return undefined;
		return this.#known.has(target.chain) ? undefined : target.chain;
	}
}

export function wholeLine({ number, text }: ListedLine): Origin {
	return { line: number, column: 1, endColumn: text.length + 1 };
}
