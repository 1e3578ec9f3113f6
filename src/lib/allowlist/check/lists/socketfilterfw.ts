import type { ListEntry, ListReader } from '../list-entry';

/** `socketfilterfw --listapps`: a numbered path, with its action on the next line. */
export const readSocketFilterFw: ListReader = (text) => {
	const lines = text.split(/\r?\n/);
	const numbered = /^\s*\d+\s*:\s*(\/.*?)\s*$/;
	const verdict = /\(\s*(Allow|Block) incoming connections\s*\)/i;
	if (!lines.some((line) => verdict.test(line)) && !/total number of apps/i.test(text)) {
		return undefined;
	}
	const entries = lines.flatMap((line, index): ListEntry[] => {
		const path = numbered.exec(line)?.[1];
		if (path === undefined) return [];
		const said = verdict.exec(`${line} ${lines[index + 1] ?? ''}`)?.[1]?.toLowerCase();
		return [
			{
				line: index + 1,
				text: path.replace(verdict, '').replaceAll(/\\(.)/g, '$1').trim(),
				about: 'rule',
				direction: 'inbound',
				...(said === 'block' && { refuses: 'it blocks incoming connections' })
			}
		];
	});
	return { kind: 'macOS firewall list', covers: 'bypasses', entries, problems: [] };
};
