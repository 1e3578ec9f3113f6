import {
	builtInChains,
	matchExtensions,
	tableNames,
	targetExtensions,
	type Family,
	type TableName
} from '$lib/iptables';
import { protocolNames, serviceNames } from '$lib/net';
import type { Suggestion, Suggestions } from '$lib/editor';
import { commandOptions, optionsFor, shortName, type KnownOption } from './known-options';
import { commandAt, wordsOf } from './words';

/** What the text and the host have names for. */
export interface Names {
	readonly family: Family;
	readonly chains: readonly { readonly name: string; readonly table: TableName }[];
	readonly interfaces: readonly string[];
}

function values(list: readonly string[], detail: string): readonly Suggestion[] {
	return list.map((label) => ({ label, detail, kind: 'constant' }));
}

function chainSuggestions({ chains }: Names, own: boolean): readonly Suggestion[] {
	const built = own ? [] : tableNames.flatMap((table) => builtInChains[table]);
	return [
		...values([...new Set(built)], 'built-in chain'),
		...chains.map(({ name, table }): Suggestion => ({
			label: name,
			detail: `chain of ${table}`,
			kind: 'function'
		}))
	];
}

function targets(names: Names): readonly Suggestion[] {
	return [
		...values(['ACCEPT', 'DROP', 'RETURN'], 'verdict'),
		...targetExtensions
			.filter(({ families }) => families.includes(names.family))
			.map(({ name, summary }): Suggestion => ({
				label: name,
				detail: 'target',
				info: summary,
				kind: 'keyword'
			})),
		...chainSuggestions(names, true)
	];
}

function matches({ family }: Names): readonly Suggestion[] {
	return matchExtensions
		.filter(({ families }) => families.includes(family))
		.map(({ name, summary }) => ({ label: name, detail: 'match', info: summary, kind: 'keyword' }));
}

function options(list: readonly KnownOption[]): readonly Suggestion[] {
	return list.map(({ name, argument, summary, of }) => ({
		label: name,
		detail: [argument, of === undefined ? '' : `(${of})`].filter((part) => part !== '').join(' '),
		info: summary,
		kind: 'property'
	}));
}

/** What may stand behind an option. */
function valuesAfter(
	option: string,
	known: readonly KnownOption[],
	names: Names
): readonly Suggestion[] | undefined {
	switch (shortName(option)) {
		case '-t':
			return values(tableNames, 'table');
		case '-m':
			return matches(names);
		case '-j':
			return targets(names);
		case '-g':
			return chainSuggestions(names, true);
		case '-p':
			return values(protocolNames(), 'protocol');
		case '-i':
		case '-o':
			return values(names.interfaces, 'interface of the host');
		case '-X':
		case '-E':
			return chainSuggestions(names, true);
		default:
	}
	if (commandOptions.some(({ name }) => name === shortName(option)))
		return chainSuggestions(names, false);
	const found = known.find(({ name }) => name === option);
	if (!found || found.argument === '') return undefined;
	if (found.values.length > 0) return values(found.values, found.name);
	return found.argument.includes('port')
		? values([...new Set([...serviceNames('tcp'), ...serviceNames('udp')])], 'service')
		: undefined;
}

/**
 * What may stand at a column of a line.
 *
 * @param asked the user has asked for it: then nothing typed is enough
 */
export function suggest(
	line: string,
	column: number,
	asked: boolean,
	names: Names
): Suggestions | undefined {
	const before = line.slice(0, column);
	if (/(^|\s)#/.test(before)) return undefined;
	const words = commandAt(wordsOf(line), column);
	const typed = /[^\s,!]*$/.exec(before)?.[0] ?? '';
	const from = column - typed.length;
	const known = optionsFor(words, names.family);
	if (typed.startsWith('-')) return { from, options: options(known) };
	if (typed === '' && !asked) return undefined;
	const previous = words.findLast(({ to }) => to < from && /\s/.test(line.charAt(to)));
	const after = previous && valuesAfter(previous.text, known, names);
	if (after) return { from, options: after };
	return asked && typed === '' ? { from, options: options(known) } : undefined;
}
