import { spanOf } from '$lib/net';
import { records, underlinedTable, type Row } from '../columns';
import type { ListEntry, ListReader } from '../list-entry';
import { fewerProfiles, narrowing } from './narrowing';

function entryOf({ line, cells }: Row): ListEntry {
	const get = (name: string): string => cells.get(name) ?? '';
	const narrowed = narrowing([
		['profiles', fewerProfiles(get('Profile'))],
		['protocol', get('Protocol')],
		['local ports', get('LocalPort')],
		['remote ports', get('RemotePort')],
		['local addresses', get('LocalAddress')],
		['remote addresses', get('RemoteAddress')]
	]);
	let refuses = '';
	if (/^block/i.test(get('Action'))) refuses = 'it blocks';
	else if (/^(?:false|2)$/i.test(get('Enabled'))) refuses = 'it is switched off';
	return {
		line,
		text: /^any$/i.test(get('Program')) ? '' : get('Program'),
		about: 'rule',
		direction: /^out/i.test(get('Direction')) ? 'outbound' : 'inbound',
		name: get('DisplayName') || get('Name'),
		...(refuses && { refuses }),
		...(narrowed && { narrowed })
	};
}

/** A block of Get-NetFirewallApplicationFilter names the program of the rule printed before it. */
function joined(rows: readonly Row[]): readonly Row[] {
	const merged: Row[] = [];
	for (const row of rows) {
		const before = merged.at(-1);
		const isRule = row.cells.has('DisplayName') || row.cells.has('Direction');
		if (isRule || !before) merged.push(row);
		else {
			merged[merged.length - 1] = {
				line: before.line,
				cells: new Map([...row.cells, ...before.cells])
			};
		}
	}
	return merged;
}

/** `Get-NetFirewallRule`, as a list or as a table, with the program of each rule. */
export const readNetFirewallRule: ListReader = (text) => {
	const isRule = ({ cells }: Row): boolean =>
		(cells.has('DisplayName') || cells.has('Name')) && cells.has('Direction');
	const listed = joined(records(text, /^(\w+)\s+: ?(.*)$/)).filter(isRule);
	const rules = listed.length > 0 ? listed : (underlinedTable(text) ?? []).filter(isRule);
	if (rules.length === 0) return undefined;
	const blind = rules.find(({ cells }) => !cells.get('Program'));
	return {
		kind: 'Get-NetFirewallRule',
		covers: 'bypasses',
		entries: rules.filter(({ cells }) => cells.get('Program')).map(entryOf),
		problems: blind
			? [
					{
						code: 'rule-without-program',
						severity: 'warning',
						message: 'Get-NetFirewallRule alone does not say which program a rule is for.',
						help: "Use: Get-NetFirewallRule | Format-List DisplayName, Enabled, Direction, Action, @{n='Program'; e={($_ | Get-NetFirewallApplicationFilter).Program}}",
						span: spanOf(blind.line, 0, 0)
					}
				]
			: []
	};
};
