import { readDelimited } from '../delimited';
import type { ListEntry, ListReader } from '../list-entry';
import { bare, isPathLike } from '../path-like';

/** A table in which some column contains paths; a column Direction makes its rows rules. */
export const readCsv: ListReader = (text) => {
	const head = text.split('\n', 1)[0] ?? '';
	const delimiter = [',', ';', '\t'].find((each) => head.split(each).length > 1);
	if (delimiter === undefined || head.includes('{') || isPathLike(bare(head))) return undefined;
	const [first, ...rows] = readDelimited(text.replace(/^\uFEFF/, ''), delimiter);
	if (!first || /^\s*(?:#|\/\/)/.test(head)) return undefined;
	const whole = rows.filter(({ fields }) => fields.length === first.fields.length).length;
	if (rows.length === 0 || whole * 2 < rows.length) return undefined;
	const names = first.fields.map((name) => name.trim().toLowerCase());
	const paths = names.map(
		(_, at) => rows.filter(({ fields }) => isPathLike(bare(fields[at] ?? ''))).length
	);
	const named = names.findIndex((name) =>
		/^(?:path|program|value|file|location|exclusion)$/.test(name)
	);
	const column =
		named !== -1 && (paths[named] ?? 0) > 0 ? named : paths.indexOf(Math.max(...paths));
	if ((paths[column] ?? 0) === 0) return undefined;
	const direction = names.findIndex((name) => /^(?:direction|dir)$/.test(name));
	const action = names.indexOf('action');
	// A prefix variable in a separate column, as in Symantec’s console.
	const prefix = names.findIndex((name) => name.startsWith('prefix'));
	const entries = rows.flatMap(({ line, fields }): ListEntry[] => {
		const under = (fields[prefix] ?? '').trim();
		const path = (/^\[(?!NONE)/.test(under) ? `${under}\\` : '') + bare(fields[column] ?? '');
		if (path === '') return [];
		const way = (fields[direction] ?? '').trim().toLowerCase();
		if (way === '') return [{ line, text: path, about: 'path' }];
		const blocks = /^(?:block|deny)/i.test((fields[action] ?? '').trim());
		return [
			{
				line,
				text: path,
				about: 'rule',
				direction: way.startsWith('out') ? 'outbound' : 'inbound',
				...(blocks && { refuses: 'it blocks' })
			}
		];
	});
	const onlyRules = entries.every(({ about }) => about === 'rule');
	return { kind: 'CSV', covers: onlyRules ? 'bypasses' : 'locations', entries, problems: [] };
};
