/**
 * Dumps of iptables-save and ip6tables-save, read as iptables-restore reads them.
 * Source: https://git.netfilter.org/iptables/tree/iptables/iptables-restore.c
 */
import type { Problem, Span } from '$lib/net';
import type { Command, DumpAction } from '../command';
import { SavedRules } from '../commands/saved';
import type { Complaint } from '../extension';
import { targetExtension } from '../extensions';
import { isTableName, type Family, type TableName } from '../ruleset';
import type { Lines } from '../words/lines';
import { readChainLine } from './chain-line';
import type { Collector } from './collector';
import { DumpFamily } from './dump-family';
import { ruleCounters, whole, withCounters, wordsOfLine } from './dump-lines';
import type { DumpMemory, LineRule, RulePlace } from './dump-memory';
import {
	badCounters,
	endsRestore,
	noCommit,
	openQuote,
	outsideTable,
	unknownTable,
	windowsLineEnd
} from './dump-problems';
import { earlyEnd } from './early-end';
import { familyOfTable } from './family-signs';
import { plainRule } from './plain-rule';
import { lineComplaint, wordsComplaint } from './restore-limits';
import { runSetLine } from './set-commands';
import { unshownRules } from './unshown-rules';

export interface DumpOptions {
	/** iptables-restore's --noflush. */
	readonly keepTable?: boolean;
	/** iptables-restore's --verbose. */
	readonly chainwise?: boolean;
	readonly family?: Family;
	/** iptables-restore's --counters; without it, those of the dump are ignored. */
	readonly counters?: boolean;
	/** It stops at the first error, whatever the settings say about faulty dumps. */
	readonly strict?: boolean;
	/** What is already known about these lines; it records what else is read of them. */
	readonly memory?: DumpMemory;
}

export class DumpReader {
	readonly #collector: Collector;
	readonly #lines: Lines;
	/** Reads the rules of the open table; absent if each command is to be recorded. */
	#saved: SavedRules | undefined;
	readonly #memory: DumpMemory | undefined;
	/** The places of the open table, each created once. */
	readonly #places = new Map<string, RulePlace>();
	readonly #family: DumpFamily;
	/** Of the open table: a comment within it does not change its family. */
	#ofTable: Family = 'ipv4';
	#table: TableName | undefined;
	/** Where the table began. */
	#begin: Span | undefined;
	readonly #keepTable: boolean;
	readonly #chainwise: boolean;
	readonly #counters: boolean;
	readonly #countersAsked: boolean;
	readonly #strict: boolean;
	/** The line that ends the program before it processes the preceding lines. */
	#endsAt: number | undefined;
	/** -h or -V was found: the program ends there, with success. */
	#ended = false;
	/** Chains of this dump with the name of a target, which the name refers to from then on. */
	readonly #announced = new Set<string>();

	constructor(collector: Collector, lines: Lines, more: DumpOptions = {}) {
		const { keepTable = false, counters = true, family, memory } = more;
		this.#countersAsked = more.counters === true;
		this.#collector = collector;
		this.#lines = lines;
		this.#memory = memory;
		const { settings } = collector;
		const stated = family !== undefined || settings.familyGiven;
		this.#family = new DumpFamily(family ?? settings.family, stated);
		this.#keepTable = keepTable;
		this.#chainwise = more.chainwise ?? false;
		this.#counters = counters;
		this.#strict = more.strict ?? settings.faultyDump === 'refuse';
	}

	#append(index: number, chain: string, rule: LineRule, placed: boolean): boolean {
		if (!this.#collector.machine.appendSaved(chain, rule, placed)) return false;
		this.#memory?.set(index, { rule, place: this.#place(chain, placed) });
		return true;
	}

	#place(chain: string, placed: boolean): RulePlace {
		const key = placed ? ` ${chain}` : chain;
		let place = this.#places.get(key);
		if (!place) {
			place = { family: this.#ofTable, table: this.#table ?? 'filter', chain, placed };
			this.#places.set(key, place);
		}
		return place;
	}

	/** Reuses a rule that was read before, if it still belongs to the same table. */
	#known(index: number): boolean {
		const known = this.#memory?.plain(index);
		if (!known) return false;
		const { rule, place } = known;
		if (place.table !== this.#table || place.family !== this.#ofTable) return false;
		return this.#collector.machine.appendSaved(place.chain, rule, place.placed);
	}

	/** Reads all lines, or if strict, up to the first error; false if iptables-restore fails. */
	read(): boolean {
		const { count } = this.#lines;
		this.#memory?.again();
		const returns = this.#lines.firstReturn();
		let good = true;
		for (let index = 0; index < count; index++) {
			if (index === returns && !this.#windowsLine(index)) {
				this.#collector.machine.abandon();
				return false;
			}
			if (this.#endsAt !== undefined && index < this.#endsAt) continue;
			if (this.#known(index) || this.#line(this.#lines.line(index), index + 1)) continue;
			if (this.#strict) {
				this.#collector.machine.abandon();
				return this.#ended;
			}
			good = false;
		}
		if (!this.#table || !this.#begin) return good;
		this.#unfinished(this.#begin, count);
		return false;
	}

	#unfinished(begin: Span, last: number): void {
		this.#refuse(noCommit, begin);
		if (this.#strict) this.#collector.machine.abandon();
		else this.#commit({ line: last, column: 1, endColumn: 1 });
	}

	/** The first line with CR LF; false if the dump fails at it. */
	#windowsLine(index: number): boolean {
		const span = whole(this.#lines.line(index), index + 1);
		if (this.#collector.settings.faultyDump === 'keep') {
			this.#collector.windowsLineEnds('iptables-restore', span);
			return true;
		}
		return this.#refuse(windowsLineEnd, span);
	}

	#refuse({ code, message, help }: Complaint, span: Span): false {
		return this.#collector.refuse({ code, severity: 'error', message, help, span });
	}

	/** Reports what iptables-restore itself does not refuse. */
	#report({ code, message, help }: Complaint, severity: Problem['severity'], span: Span): void {
		this.#collector.problems.push({ code, severity, message, help, span });
	}

	#dump(effect: DumpAction, span: Span, more: Partial<Command> = {}): boolean {
		const table = this.#table ?? 'filter';
		const command: Command = {
			line: span.line,
			span,
			family: this.#ofTable,
			table,
			effect,
			...more
		};
		return this.#collector.run(command, {
			texts: [],
			from: 0,
			origin: { line: span.line, column: span.column, endColumn: span.endColumn },
			place: () => ({ line: span.line, column: span.column, endColumn: span.endColumn })
		});
	}

	/** A line that is clearly a rule; false if it needs a closer look. */
	#plainRule(line: string, number: number): boolean {
		const plain = this.#saved && plainRule(this.#saved, line, number);
		return plain ? this.#append(number - 1, plain.chain, plain.rule, plain.placed) : false;
	}

	#line(line: string, number: number): boolean {
		const complaint = lineComplaint(line);
		if (complaint) return this.#refuse(complaint, whole(line, number));
		const first = line.charCodeAt(0);
		const rule = first === 0x2d || first === 0x5b;
		if (rule && this.#plainRule(line, number)) return true;
		this.#memory?.set(number - 1, undefined);
		if (rule) {
			if (this.#table) return this.#rule(line, number, this.#table);
		} else if (line === '') {
			return true;
		} else if (first === 0x23) {
			this.#family.comment(line);
			const unshown = this.#strict ? undefined : unshownRules(line, number);
			if (unshown) this.#collector.problems.push(unshown);
			return true;
		} else if (first === 0x2a && !this.#table) {
			return this.#beginTable(line, number);
		} else if (first === 0x3a && this.#table) {
			return this.#chain(line, number, this.#table);
		} else if (line === 'COMMIT' && this.#table) {
			return this.#commit(whole(line, number));
		} else if (this.#table) {
			return this.#rule(line, number, this.#table);
		}
		return this.#outside(line, number);
	}

	#commit(span: Span): boolean {
		if (!this.#strict) {
			for (const objection of this.#collector.machine.removeRefused())
				this.#refuse(objection, objection.rule.origin);
		}
		const ok = this.#dump({ kind: 'commit' }, span);
		this.#table = undefined;
		this.#saved = undefined;
		return ok;
	}

	#outside(line: string, number: number): boolean {
		if (/^(create|add|flush|destroy)\s/.test(line)) {
			this.#memory?.loose(number - 1);
			runSetLine(this.#collector, line, number);
			return true;
		}
		return this.#refuse(outsideTable, whole(line, number));
	}

	#beginTable(line: string, number: number): boolean {
		const [name = ''] = /[^ \t]+/.exec(line.slice(1)) ?? [];
		const span = whole(line, number);
		if (!isTableName(name)) return this.#refuse(unknownTable(name), span);
		this.#family.table(name, familyOfTable(this.#lines, number));
		this.#table = name;
		this.#begin = span;
		const { settings, notes } = this.#collector;
		const family = this.#family.current;
		this.#ofTable = family;
		this.#places.clear();
		if (this.#strict && settings.backend === 'nft')
			this.#endsAt = earlyEnd(this.#collector, this.#lines, number, {
				family,
				table: name,
				counters: this.#countersAsked
			});
		if (!notes && this.#counters && this.#announced.size === 0)
			this.#saved = new SavedRules(family, settings.backend, name);
		const counters = this.#countersAsked;
		const chainwise = this.#chainwise;
		return this.#dump({ kind: 'begin-table', keep: this.#keepTable, counters, chainwise }, span);
	}

	#chain(line: string, number: number, table: TableName): boolean {
		const { backend } = this.#collector.settings;
		const counted = this.#countersAsked;
		const reading = readChainLine(line, { family: this.#ofTable, table, backend, counted });
		if ('code' in reading) return this.#refuse(reading, whole(line, number));
		const { counters: own, ...declared } = reading;
		if (targetExtension(declared.chain, this.#ofTable)) {
			this.#announced.add(declared.chain);
			this.#saved = undefined;
		}
		const more = own && this.#counters ? { counters: own } : {};
		return this.#dump({ kind: 'declare-chain', ...declared }, whole(line, number), more);
	}

	#rule(line: string, number: number, table: TableName): boolean {
		this.#memory?.loose(number - 1);
		const pair = ruleCounters(line);
		if (!pair) return this.#refuse(badCounters, whole(line, number));
		const words = wordsOfLine(line, number, pair.length);
		const complaint = wordsComplaint(words.texts);
		if (complaint) return this.#refuse(complaint, whole(line, number));
		if (words.texts.at(-1)?.endsWith('\n')) this.#report(openQuote, 'warning', words.origin);
		const own = { restoring: table, announced: this.#announced };
		const given = this.#counters ? pair.counters : undefined;
		const all = this.#countersAsked ? withCounters(words, pair) : words;
		const command = this.#collector.read(all, this.#ofTable, own, given);
		if (command.effect.kind === 'nothing' && command.effect.ends) return this.#ends(words.origin);
		return this.#collector.run(command, all);
	}

	/** -h and -V end the whole program, with success. */
	#ends(span: Span): false {
		this.#ended = true;
		this.#report(endsRestore, 'error', span);
		return false;
	}
}
