/** The output of `iptables -S`: -P and -N lines, then -A lines, of one table or of several. */
import type { Problem } from '$lib/net';
import type { Command, DumpAction } from '../command';
import { builtInChains, hooks, type Origin } from '../ruleset';
import type { Lines } from '../words/lines';
import { restoreWords, type Piece } from '../words/restore';
import type { Collector, PlacedWords } from './collector';
import { signOf } from './family-signs';
import { runSetLine } from './set-commands';
import { ShownTables, type Stretch } from './shown-tables';
import { shownLines, type ShownLine } from './typed';

function placedWords(line: string, number: number): PlacedWords {
	return {
		texts: restoreWords(line),
		from: 0,
		origin: { line: number, column: 1, endColumn: line.length + 1 },
		place(word): Origin {
			const pieces: Piece[] = [];
			restoreWords(line, pieces);
			const { start, end } = pieces[word] ?? { start: 0, end: line.length };
			return { line: number, column: start + 1, endColumn: end + 1 };
		}
	};
}

const setLine = /^(create|add)\s/;

/** The position of a built-in chain in its table; undefined for lines that show no policy. */
function placeOfPolicy({ text }: ShownLine): number | undefined {
	if (!text.startsWith('-P ')) return undefined;
	const name = restoreWords(text)[1];
	return hooks.findIndex((hook) => hook === name);
}

/** Lines of one table each: the next begins at a -P line after other lines or a later chain. */
function stretchesOf(lines: readonly ShownLine[]): readonly Stretch<ShownLine>[] {
	const stretches: ShownLine[][] = [];
	let before: number | undefined;
	for (const line of lines) {
		const last = stretches.at(-1);
		const place = placeOfPolicy(line);
		// Leading sets belong to what follows them.
		const onlySets = stretches.length === 1 && last?.every((each) => setLine.test(each.text));
		const isNext = place !== undefined && (before === undefined || place <= before);
		if (!last || (!onlySets && (isNext || last[0]?.typed !== line.typed))) stretches.push([line]);
		else last.push(line);
		before = place;
	}
	return stretches.map(stretchOf);
}

function stretchOf(lines: readonly ShownLine[]): Stretch<ShownLine> {
	const [first] = lines;
	const texts = lines.map(({ text }) => text);
	const named = (option: string) =>
		texts.flatMap((text) => (text.startsWith(option) ? [restoreWords(text)[1] ?? ''] : []));
	return {
		parts: lines,
		builtIn: named('-P '),
		own: named('-N '),
		used: texts.flatMap((text) => [...text.matchAll(/ -[mj] (\S+)/g)].map(([, name = '']) => name)),
		sign: texts.map(signOf).find((each) => each !== undefined),
		typed: first?.typed,
		touched: texts.some((text) => !/^-P \S+ ACCEPT\b|^create |^add /.test(text)),
		span: { line: first?.number ?? 1, column: 1, endColumn: (first?.text.length ?? 0) + 1 }
	};
}

/** Chains that rules name but the text does not create: `iptables -S INPUT` prints only one. */
function missingChains(effect: Command['effect'], known: ReadonlySet<string>): readonly string[] {
	if (effect.kind !== 'append') return [];
	const named = effect.rules.flatMap(({ target }) =>
		target?.kind === 'jump' || target?.kind === 'goto' ? [target.chain] : []
	);
	return [effect.chain, ...named].filter((chain) => !known.has(chain));
}

function missingChain(chain: string, span: Origin): Problem {
	return {
		code: 'chain-not-in-text',
		severity: 'warning',
		message: `The chain ${chain} is not made in this text; it is taken to be empty.`,
		help: 'Paste the output of iptables -S without a chain.',
		span
	};
}

/** The lines of a table, those that create chains first: a rule may jump to any of them. */
function chainsFirst(lines: readonly ShownLine[]): readonly ShownLine[] {
	const isRule = ({ text }: ShownLine) => !/^-[PN] |^create |^add /.test(text);
	return [...lines.filter((line) => !isRule(line)), ...lines.filter(isRule)];
}

export function readRuleList(collector: Collector, lines: Lines): void {
	const { settings } = collector;
	const given = settings.familyGiven ? settings.family : undefined;
	const tables = new ShownTables(stretchesOf(shownLines(lines, collector.problems)), given);
	collector.problems.push(...tables.problems);
	for (const { name: table, family, parts } of tables.list()) {
		const dump = (effect: DumpAction, words: PlacedWords, more: Partial<Command> = {}) => {
			const { origin } = words;
			collector.run({ line: origin.line, span: origin, family, table, effect, ...more }, words);
		};
		const [first] = parts;
		const last = parts.at(-1);
		if (!first || !last) continue;
		dump({ kind: 'begin-table', keep: false }, placedWords(first.text, first.number));
		const known = new Set<string>(builtInChains[table]);
		for (const { text, number } of chainsFirst(parts)) {
			const words = placedWords(text, number);
			if (/^(create|add)$/.test(words.texts[0] ?? '')) {
				runSetLine(collector, text, number);
				continue;
			}
			const command = collector.read(words, family, { restoring: table });
			const { effect } = command;
			const own = command.counters && { counters: command.counters };
			if (effect.kind === 'policy') {
				dump({ kind: 'declare-chain', chain: effect.chain, policy: effect.policy }, words, own);
			} else if (effect.kind === 'new-chain') {
				known.add(effect.chain);
				dump({ kind: 'declare-chain', chain: effect.chain }, words);
			} else {
				for (const chain of missingChains(effect, known)) {
					known.add(chain);
					dump({ kind: 'declare-chain', chain }, words);
					collector.problems.push(missingChain(chain, words.origin));
				}
				collector.run(command, words);
			}
		}
		dump({ kind: 'commit' }, placedWords(last.text, last.number));
	}
}
