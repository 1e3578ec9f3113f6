import { spanOf, type Problem } from '$lib/net';
import { records } from '../columns';
import type { ListEntry, ListReader } from '../list-entry';
import { bare } from '../path-like';

/** `Get-MpPreference`: `ExclusionPath : {C:\a, C:\b}`, among many other lines. */
export const readMpPreference: ListReader = (text) => {
	if (!/^Exclusion(?:Path|Process)\s*:/m.test(text)) return undefined;
	const entries: ListEntry[] = [];
	const problems: Problem[] = [];
	for (const { line, cells } of records(text, /^(\w+)\s*: ?(.*)$/)) {
		for (const [name, about] of [
			['ExclusionPath', 'path'],
			['ExclusionProcess', 'process']
		] as const) {
			const value = cells
				.get(name)
				?.replace(/^\{|\}$/g, '')
				.trim();
			if (!value) continue;
			const at = line + [...cells.keys()].indexOf(name);
			if (/^N\/A/i.test(value)) {
				problems.push({
					code: 'not-administrator',
					severity: 'error',
					message: `${name} was not shown: PowerShell was not run as administrator.`,
					help: 'Run Get-MpPreference in a PowerShell started as administrator.',
					span: spanOf(at, 0, name.length)
				});
				continue;
			}
			for (const item of value.split(/,\s+/).map(bare)) {
				if (/^(?:\.\.\.|…)$/.test(item) || item.endsWith('...') || item.endsWith('…')) {
					problems.push({
						code: 'shortened',
						severity: 'warning',
						message: `PowerShell has shortened ${name}: entries are missing here.`,
						help: `Use (Get-MpPreference).${name}, which prints one entry a line.`,
						span: spanOf(at, 0, name.length)
					});
				} else if (item !== '') entries.push({ line: at, text: item, about });
			}
		}
	}
	return { kind: 'Get-MpPreference', covers: 'locations', entries, problems };
};
