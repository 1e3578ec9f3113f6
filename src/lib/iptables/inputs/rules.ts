/** What `iptables -S` prints: -P and -N lines, then -A lines, of one table or of several. */
import type { Problem } from '$lib/net';
import type { Command, DumpAction } from '../command';
import { builtInChains, type Family, type Origin, type TableName } from '../ruleset';
import type { Lines } from '../words/lines';
import { restoreWords, type Piece } from '../words/restore';
import { BlockTables, otherFamily } from './block-tables';
import type { Collector, PlacedWords } from './collector';
import { signOf } from './family-signs';

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

/** A stretch of lines of one table: a -P line after other lines begins the next. */
interface Block {
	readonly lines: readonly { readonly text: string; readonly number: number }[];
	readonly table: TableName;
	readonly family: Family;
	readonly unsure: boolean;
}

const setLine = /^(create|add)\s/;

function blocksOf(lines: Lines, given: Family | undefined): readonly Block[] {
	const blocks: { text: string; number: number }[][] = [];
	let policies = false;
	for (let index = 0; index < lines.count; index++) {
		const text = lines.line(index);
		if (text.trim() === '' || text.startsWith('#')) continue;
		const isPolicy = text.startsWith('-P ');
		// Sets in front belong to what follows them.
		const onlySets = blocks.length === 1 && blocks[0]?.every((each) => setLine.test(each.text));
		if (isPolicy && !policies && !onlySets) blocks.push([]);
		policies = isPolicy;
		if (blocks.length === 0) blocks.push([]);
		blocks.at(-1)?.push({ text, number: index + 1 });
	}
	const tables = new BlockTables(given);
	return blocks.map((block) => {
		const policies = block.flatMap(({ text }) =>
			text.startsWith('-P ') ? [text.split(' ')[1] ?? ''] : []
		);
		const signs = block.map(({ text }) => signOf(text));
		const sign = signs.find((each) => each !== undefined);
		const { name, family, unsure } = tables.next(policies, sign);
		return { lines: block, table: name, family, unsure };
	});
}

/** Chains that a rule names and the text does not make: `iptables -S INPUT` prints one chain only. */
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

export function readRuleList(collector: Collector, lines: Lines): void {
	const { settings } = collector;
	const given = settings.familyGiven ? settings.family : undefined;
	for (const { lines: block, table, family, unsure } of blocksOf(lines, given)) {
		const dump = (effect: DumpAction, words: PlacedWords, more: Partial<Command> = {}) => {
			const { origin } = words;
			collector.run({ line: origin.line, span: origin, family, table, effect, ...more }, words);
		};
		const [first] = block;
		const last = block.at(-1);
		if (!first || !last) continue;
		if (unsure)
			collector.problems.push(otherFamily(table, placedWords(first.text, first.number).origin));
		dump({ kind: 'begin-table', keep: false }, placedWords(first.text, first.number));
		const known = new Set<string>(builtInChains[table]);
		for (const { text, number } of block) {
			const words = placedWords(text, number);
			if (/^(create|add)$/.test(words.texts[0] ?? '')) {
				const problem = collector.ipsets.run(words.texts, words.origin);
				if (problem) collector.problems.push(problem);
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
