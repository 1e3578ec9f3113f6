import { protocolNames } from '$lib/net';
import { longOptions } from '../commands/options';
import { optionIndex } from '../commands/extension-options';
import { matchExtensions, matchLoadedBy, targetExtensions } from '../extensions';
import { builtInChains, tableNames, type Family, type TableName } from '../ruleset';
import { baseHelp, verdictHelp } from './base-help';
import { chainsOf } from './chains';
import type { RuleDocument } from './document';
import type { LineReading } from './line-reading';
import { protocolNumber } from '$lib/net';
import type { Place, Suggestion, Suggestions } from '$lib/text';

function chains(document: RuleDocument, table: TableName, family: Family): readonly Suggestion[] {
	const own = chainsOf(document, table, family).map((label): Suggestion => ({
		label,
		detail: 'chain',
		kind: 'function'
	}));
	return own;
}

function targets(document: RuleDocument, { family, table }: LineReading): readonly Suggestion[] {
	const verdicts = [...verdictHelp].map(([label, info]): Suggestion => ({
		label,
		detail: 'verdict',
		info,
		kind: 'constant'
	}));
	const extensions = targetExtensions
		.filter((each) => each.families.includes(family) && (each.tables?.includes(table) ?? true))
		.map(({ name, summary }): Suggestion => ({
			label: name,
			detail: 'target',
			info: summary,
			kind: 'constant'
		}));
	return [...verdicts, ...chains(document, table, family), ...extensions];
}

function options(reading: LineReading): readonly Suggestion[] {
	const { family, loaded } = reading;
	const protocol = reading.words.findLast(
		({ meaning }) => meaning.kind === 'base-value' && meaning.option.letter === 'p'
	);
	const number = protocol && protocolNumber(protocol.word.text.toLowerCase());
	const auto = number === undefined ? undefined : matchLoadedBy(number, family);
	const extensions = auto && !loaded.includes(auto) ? [...loaded, auto] : loaded;
	const own = extensions.flatMap((extension) =>
		[...optionIndex(extension).byName.values()].map((option): Suggestion => ({
			label: `--${option.name}`,
			detail: `${extension.name} ${option.type.argument}`.trim(),
			info: option.summary,
			kind: 'property'
		}))
	);
	const base = longOptions.map(({ name, letter }): Suggestion => ({
		label: letter === '0' ? `--${name}` : `-${letter}`,
		detail: `--${name}`,
		info: baseHelp[letter],
		kind: 'keyword'
	}));
	const seen = new Set<string>();
	return [...own, ...base].filter(({ label }) => !seen.has(label) && seen.add(label));
}

function values(document: RuleDocument, reading: LineReading): readonly Suggestion[] | undefined {
	const { next, family, table } = reading;
	switch (next?.kind) {
		case 'chain':
			return chains(document, table, family);
		case 'target':
			return targets(document, reading);
		case 'table':
			return tableNames.map((label) => ({
				label,
				detail: builtInChains[label].join(', '),
				kind: 'constant'
			}));
		case 'match':
			return matchExtensions
				.filter(({ families }) => families.includes(family))
				.map(({ name, summary }) => ({
					label: name,
					detail: 'match',
					info: summary,
					kind: 'function'
				}));
		case 'base-value':
			if (next.option.letter !== 'p') return [];
			return protocolNames().map((label) => ({ label, detail: 'protocol', kind: 'constant' }));
		case 'value':
			return (next.option.type.suggestions ?? []).map((label) => ({
				label,
				detail: `--${next.option.name}`,
				kind: 'constant'
			}));
		default:
			return undefined;
	}
}

/** Suggestions at a place: values if an option expects one, else options. */
export function suggestAt(
	document: RuleDocument,
	at: Place,
	asked: boolean
): Suggestions | undefined {
	const text = document.text(at.line);
	const before = text.slice(0, at.column);
	const word = /[^\s,]*$/.exec(before)?.[0] ?? '';
	const from = at.column - word.length;
	// The words before the one being written; in a list, the list's own option counts.
	const list = /\S*$/.exec(before)?.[0] ?? '';
	const reading = document.read(at.line, at.column - list.length);
	if (!reading.isRule) return undefined;
	const found = values(document, reading);
	if (found) return found.length > 0 ? { from, options: found } : undefined;
	if (!asked && !word.startsWith('-')) return undefined;
	return { from, options: options(reading) };
}
