import { builtInChains, tableNames, type Family, type TableName } from '$lib/iptables';
import type { NameUse, Place, Renaming, Stretch } from '$lib/editor';
import { shortName } from './known-options';
import { commandAt, wordsOf, type Word } from './words';

interface ChainUse {
	readonly name: string;
	readonly table: TableName;
	/** Undefined in dumps, which don't tell. */
	readonly family: Family | undefined;
	readonly defines: boolean;
	readonly at: Stretch;
}

function isTable(text: string | undefined): text is TableName {
	return tableNames.some((name) => name === text);
}

const withChain = new Set([
	'-A',
	'-C',
	'-D',
	'-I',
	'-R',
	'-L',
	'-S',
	'-F',
	'-Z',
	'-N',
	'-X',
	'-P',
	'-E',
	'-j',
	'-g'
]);

/** The chains that a command names. */
function usesIn(words: readonly Word[], line: number, dump: TableName | undefined): ChainUse[] {
	const program = words.find(({ text }) => /(^|\/)ip6?tables(-\w+)*$/.test(text));
	const family: Family | undefined = program
		? program.text.includes('ip6')
			? 'ipv6'
			: 'ipv4'
		: undefined;
	const named = words[words.findIndex(({ text }) => shortName(text) === '-t') + 1]?.text;
	const table = isTable(named) ? named : (dump ?? 'filter');
	const found: ChainUse[] = [];
	for (const [index, word] of words.entries()) {
		const option = shortName(word.text);
		const value = words[index + 1];
		if (!value || !withChain.has(option) || value.text.startsWith('-')) continue;
		const { from: column, to: end, text: name } = value;
		const defines = option === '-N';
		found.push({ name, table, family, defines, at: { line, column, end } });
	}
	return found;
}

/** Every place where a chain is named, in the order of the text. */
export function chainUses(text: string): readonly ChainUse[] {
	const found: ChainUse[] = [];
	let dump: TableName | undefined;
	for (const [index, content] of text.split('\n').entries()) {
		const line = index + 1;
		const begins = /^\*(\w+)/.exec(content)?.[1];
		if (isTable(begins)) dump = begins;
		const declared = /^:(\S+)/.exec(content)?.[1];
		if (declared !== undefined && dump)
			found.push({
				name: declared,
				table: dump,
				family: undefined,
				defines: true,
				at: { line, column: 1, end: 1 + declared.length }
			});
		else if (content.includes('-')) {
			const words = wordsOf(content);
			for (let at = 0; at < words.length;) {
				const command = commandAt(words, words[at]?.from ?? 0);
				found.push(...usesIn(command, line, dump));
				at += Math.max(1, command.length);
			}
		}
	}
	return found;
}

function at({ line, column }: Place, { at: stretch }: ChainUse): boolean {
	return stretch.line === line && stretch.column <= column && column <= stretch.end;
}

function isBuiltIn(name: string, table: TableName): boolean {
	return builtInChains[table].some((hook) => hook === name);
}

function sameChain(one: ChainUse): (other: ChainUse) => boolean {
	return ({ name, table, family }) =>
		name === one.name && table === one.table && family === one.family;
}

/** The chain at a place, with all places that name it; undefined where there is none. */
export function chainAt(text: string, place: Place): NameUse | undefined {
	const all = chainUses(text);
	const here = all.find((use) => at(place, use));
	if (!here) return undefined;
	const same = all.filter(sameChain(here));
	const definition = same.find(({ defines }) => defines)?.at;
	const uses = same.filter(({ defines }) => !defines).map((use) => use.at);
	if (isBuiltIn(here.name, here.table))
		return { name: here.name, uses, fixed: `${here.name} is a built-in chain: its name is fixed.` };
	if (!definition) return undefined;
	return { name: here.name, definition, uses };
}

/** The edits that rename the chain at a place, or why it can't have the name. */
export function renameChain(text: string, place: Place, name: string): Renaming {
	const all = chainUses(text);
	const here = all.find((use) => at(place, use));
	if (!here) return { ok: false, message: 'There is no chain here.' };
	if (!/^[^-!\s"'#;&|][^\s"';&|]*$/.test(name))
		return { ok: false, message: 'A name has no spaces or quotes and does not begin with - or !.' };
	if (name.length > 28) return { ok: false, message: 'A name has at most 28 characters.' };
	const clash = all.some((use) => use.name === name && use.table === here.table);
	if (clash || isBuiltIn(name, here.table))
		return { ok: false, message: `The table ${here.table} already has a chain ${name}.` };
	const starts = [0];
	for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1))
		starts.push(end + 1);
	const edits = all.filter(sameChain(here)).map(({ at: { line, column, end } }) => {
		const start = starts[line - 1] ?? 0;
		return { from: start + column, to: start + end, insert: name };
	});
	return { ok: true, edits };
}
