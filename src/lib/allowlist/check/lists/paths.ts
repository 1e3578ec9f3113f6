import type { ListEntry, ListReader } from '../list-entry';
import { bare } from '../path-like';

/** Lines that are headings of our own exports or of a console, not entries. */
const heading =
	/^(?:OMA-URI|Data type):|^(?:Path|Process) Exclusions$|^Kind\tPrefix|^Windows Registry Editor\b|^\[?HKEY_/;

function itemsOf(
	line: string
): readonly { readonly text: string; readonly about: 'path' | 'process' }[] {
	// A value name with its 0, as in the Group Policy editor.
	const gpo = /^(.*\S)\t0$/.exec(line)?.[1];
	if (gpo !== undefined) return [{ text: bare(gpo), about: 'path' }];
	// A registry value, where policies keep exclusions: exported to a file, or printed by reg query.
	const exported = /^"((?:[^"\\]|\\.)+)"=(?:"|dword:)/.exec(line)?.[1];
	if (exported !== undefined) return [{ text: exported.replace(/\\(.)/g, '$1'), about: 'path' }];
	const queried = /^ {4}(\S.*?) {4}REG_(?:SZ|DWORD) {4}/.exec(line)?.[1];
	if (queried !== undefined) return [{ text: queried, about: 'path' }];
	// Kind, prefix variable and path, as in Symantec’s console.
	const symantec = /^(?:File|Folder[^\t]*)\t(\[\w+\])\t(.+)$/.exec(line);
	if (symantec?.[1] !== undefined && symantec[2] !== undefined) {
		const prefix = symantec[1] === '[NONE]' ? '' : `${symantec[1]}\\`;
		return [{ text: prefix + symantec[2], about: 'path' }];
	}
	const value = line.replace(/^Value:\s*/, '');
	return value.split('|').map((part) => ({ text: bare(part), about: 'path' }));
}

/** Paths, one per line or joined by bars; comments and blank lines are skipped. */
export const readPaths: ListReader = (text) => {
	const entries = text
		.replace(/^\uFEFF/, '')
		.split(/\r?\n/)
		.flatMap((line, index): ListEntry[] => {
			if (/^\s*(?:$|#|\/\/|;)/.test(line) || heading.test(line)) return [];
			return itemsOf(line)
				.filter((item) => item.text !== '')
				.map((item) => ({ line: index + 1, ...item }));
		});
	return { kind: 'paths', covers: 'locations', entries, problems: [] };
};
