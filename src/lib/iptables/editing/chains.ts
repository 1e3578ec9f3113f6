/** Names of chains in a text: where they are created, where they are used, and how to rename them. */
import { standardTargets } from '../commands/standard-targets';
import { targetExtension } from '../extensions';
import { builtInChains, type Family, type TableName } from '../ruleset';
import type { RuleDocument } from './document';
import { readLine, type LineReading } from './line-reading';
import { lineWords } from './line-words';
import type { NameUse, Place, Stretch } from '$lib/text';
import type { Renaming } from './types';

interface ChainName {
	readonly name: string;
	readonly at: Stretch;
	readonly defines: boolean;
	readonly table: TableName;
	readonly family: Family;
}

function isBuiltIn(name: string, table: TableName): boolean {
	return builtInChains[table].some((each) => each === name);
}

function isTarget(name: string, family: Family): boolean {
	return standardTargets.has(name) || targetExtension(name, family) !== undefined;
}

/** The chains that a line of commands names. */
function* namesInLine(reading: LineReading, line: number): Generator<ChainName> {
	const { table, family } = reading;
	let command = '';
	for (const { word, meaning } of reading.words) {
		if (meaning.kind === 'base-option') command = meaning.option.letter;
		if (word.from < 0 || word.raw.includes('$')) continue;
		const named =
			meaning.kind === 'chain' ||
			(meaning.kind === 'target' && command !== 'P' && !isTarget(word.text, family));
		if (!named) continue;
		const quote = word.raw.startsWith('"') || word.raw.startsWith("'") ? 1 : 0;
		const column = word.from + quote;
		const at = { line, column, end: column + word.text.length };
		yield { name: word.text, at, defines: command === 'N', table, family };
	}
}

/** Only found in lines that create a chain: most lines can be ruled out without being read. */
const making = /^:|-[A-Za-z]*N|--new/;

/** The names of chains in the lines that are wanted: a dump is long. */
function* namesIn(document: RuleDocument, wanted: (line: string) => boolean): Generator<ChainName> {
	const { lines, kind } = document;
	let { table, family } = document.place(1);
	for (let index = 0; index < lines.count; index++) {
		const text = lines.line(index);
		const line = index + 1;
		if (kind === 'save' && (text.startsWith('*') || text.startsWith('#'))) {
			({ table, family } = document.place(line));
		} else if (!wanted(text)) continue;
		else if (kind === 'save' && text.startsWith(':')) {
			const name = /^:(\S+)/.exec(text)?.[1] ?? '';
			const at = { line, column: 1, end: 1 + name.length };
			yield { name, at, defines: true, table, family };
		} else if (document.inDump) {
			yield* namesInLine(readLine(lineWords(text), family, table, true), line);
		} else yield* namesInLine(document.read(line), line);
	}
}

/** The chains of a table that the text creates, and the built-in ones, in order. */
export function chainsOf(
	document: RuleDocument,
	table: TableName,
	family: Family
): readonly string[] {
	const names = new Set<string>(builtInChains[table]);
	for (const each of namesIn(document, (line) => making.test(line))) {
		if (each.defines && each.table === table && each.family === family) names.add(each.name);
	}
	return [...names];
}

function sameChain(a: ChainName, b: ChainName): boolean {
	return a.name === b.name && a.table === b.table && a.family === b.family;
}

function chainAt(document: RuleDocument, { line, column }: Place): ChainName | undefined {
	const text = document.text(line);
	const { table, family } = document.place(line);
	const names =
		document.kind === 'save' && text.startsWith(':')
			? [...namesIn(document, (each) => each === text)].filter(({ at }) => at.line === line)
			: [...namesInLine(readLineOf(document, line, table, family), line)];
	return names.find(({ at }) => at.column <= column && column <= at.end);
}

function readLineOf(
	document: RuleDocument,
	line: number,
	table: TableName,
	family: Family
): LineReading {
	return document.inDump
		? readLine(lineWords(document.text(line)), family, table, true)
		: document.read(line);
}

/** The chain named at a place, with where it is created and everywhere it is used. */
export function chainNameAt(document: RuleDocument, place: Place): NameUse | undefined {
	const chain = chainAt(document, place);
	if (!chain) return undefined;
	const all = [...namesIn(document, (line) => line.includes(chain.name))].filter((each) =>
		sameChain(each, chain)
	);
	const definition = all.find(({ defines }) => defines)?.at;
	const builtIn = isBuiltIn(chain.name, chain.table);
	return {
		name: chain.name,
		...(definition && { definition }),
		uses: all.map(({ at }) => at),
		...(builtIn && { fixed: `${chain.name} is a built-in chain: its name is fixed.` })
	};
}

/** The edits that rename the chain at a place, everywhere. */
export function renameChain(document: RuleDocument, place: Place, name: string): Renaming {
	const chain = chainAt(document, place);
	if (!chain) return { ok: false, message: 'There is no chain here.' };
	const { table, family } = chain;
	if (isBuiltIn(chain.name, table)) {
		return { ok: false, message: `${chain.name} is a built-in chain: its name is fixed.` };
	}
	if (!/^[^-!\s"'$;&|<>()][^\s"'$;&|<>()]{0,27}$/.test(name)) {
		return {
			ok: false,
			message: 'A chain has 1 to 28 characters, no spaces, and no “-” or “!” at its start.'
		};
	}
	if (isTarget(name, family)) return { ok: false, message: `${name} is the name of a target.` };
	if (chainsOf(document, table, family).includes(name)) {
		return { ok: false, message: `There is a chain ${name} in the ${table} table already.` };
	}
	const all = [...namesIn(document, (line) => line.includes(chain.name))].filter((each) =>
		sameChain(each, chain)
	);
	return { ok: true, edits: all.map(({ at }) => ({ at, text: name })) };
}
