import { spanOf, type Problem } from '$lib/net';
import { records, underlinedTable } from '../columns';
import type { ListEntry, ListReader } from '../list-entry';
import { bare } from '../path-like';

const lists = [
	['ExclusionPath', 'path'],
	['ExclusionProcess', 'process']
] as const;

/** The value of one property, and its line. */
type Property = {
	readonly name: (typeof lists)[number][0];
	readonly about: (typeof lists)[number][1];
	readonly line: number;
	readonly items: readonly string[];
};

/** The items of `{C:\\a, C:\\b}`; none if nothing is listed. */
function itemsOf(value: string | undefined): readonly string[] {
	const inner = value?.replace(/^\{|\}$/g, '').trim() ?? '';
	return inner === '' ? [] : inner.split(/,\s+/).map(bare);
}

function fromRecords(text: string): readonly Property[] {
	return records(text, /^(\w+)\s*: ?(.*)$/).flatMap(({ line, cells }) =>
		lists.map(([name, about]) => ({
			name,
			about,
			line: line + [...cells.keys()].indexOf(name),
			items: itemsOf(cells.get(name))
		}))
	);
}

function fromTable(text: string): readonly Property[] {
	return (underlinedTable(text) ?? []).flatMap(({ line, cells }) =>
		lists.map(([name, about]) => ({ name, about, line, items: itemsOf(cells.get(name)) }))
	);
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** `Get-MpPreference | ConvertTo-Json`, whole or of some properties: a property may be one string. */
function fromJson(text: string): readonly Property[] {
	const value = parse(text);
	if (typeof value !== 'object' || value === null) return [];
	return lists.flatMap(([name, about]) => {
		const property: unknown = Reflect.get(value, name);
		const items: readonly unknown[] = Array.isArray(property) ? property : [property];
		return items.flatMap((item) => {
			if (typeof item !== 'string') return [];
			const at = text.indexOf(JSON.stringify(item), text.indexOf(`"${name}"`));
			return [{ name, about, line: text.slice(0, at).split('\n').length, items: [item] }];
		});
	});
}

const isShortened = (item: string): boolean => /(?:\.\.\.|\u2026)$/.test(item);

/** The problem with an invalid item. */
function problemOf(item: string, { name, line }: Property): Problem | undefined {
	const span = spanOf(line, 0, name.length);
	if (/^N\/A/i.test(item))
		return {
			code: 'not-administrator',
			severity: 'error',
			message: `${name} was not shown: PowerShell was not run as administrator.`,
			help: 'Run Get-MpPreference in a PowerShell started as administrator.',
			span
		};
	if (!isShortened(item)) return undefined;
	return {
		code: 'shortened',
		severity: 'warning',
		message: `PowerShell has shortened ${name}: entries are missing here.`,
		help: `Use (Get-MpPreference).${name}, which prints one entry per line.`,
		span
	};
}

/** `Get-MpPreference`, as a list among many other lines, as a table, or as JSON. */
export const readMpPreference: ListReader = (text) => {
	const properties = /^\s*\{\s*"/.test(text)
		? fromJson(text)
		: /^Exclusion(?:Path|Process)\s*:/m.test(text)
			? fromRecords(text)
			: /^Exclusion(?:Path|Process)\b.*\r?\n\s*-{2,}/m.test(text)
				? fromTable(text)
				: undefined;
	if (!properties || (properties.length === 0 && !/Exclusion(?:Path|Process)/.test(text)))
		return undefined;
	const entries: ListEntry[] = [];
	const problems: Problem[] = [];
	for (const property of properties) {
		for (const item of property.items) {
			const problem = problemOf(item, property);
			if (problem) {
				problems.push(problem);
				if (problem.code === 'not-administrator') break;
			} else if (item !== '')
				entries.push({ line: property.line, text: item, about: property.about });
		}
	}
	return { kind: 'Get-MpPreference', covers: 'locations', entries, problems };
};
