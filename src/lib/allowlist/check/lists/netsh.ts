import { spanOf } from '$lib/net';
import { records, type Row } from '../columns';
import type { ListEntry, ListReader, ReadList } from '../list-entry';
import { fewerProfiles, narrowing } from './narrowing';

function entryOf({ line, cells }: Row): ListEntry {
	const get = (name: string): string => cells.get(name) ?? '';
	const narrowed = narrowing([
		['profiles', fewerProfiles(get('Profiles'))],
		['protocol', get('Protocol')],
		['local addresses', get('LocalIP')],
		['remote addresses', get('RemoteIP')],
		['local ports', get('LocalPort')],
		['remote ports', get('RemotePort')]
	]);
	let refuses = '';
	if (/^block/i.test(get('Action'))) refuses = 'it blocks';
	else if (/^no$/i.test(get('Enabled'))) refuses = 'it is switched off';
	const program = get('Program');
	return {
		line,
		text: /^any$/i.test(program) ? '' : program,
		about: 'rule',
		direction: /^out/i.test(get('Direction')) ? 'outbound' : 'inbound',
		name: get('Rule Name'),
		...(refuses && { refuses }),
		...(narrowed && { narrowed })
	};
}

/** The name of a rule and the line under it, whatever the language. */
const translated = /^[^:\r\n]{3,40}:[ \t]+\S.*\r?\n-{20,}\s*$/m;

/** Other languages have other words for directions and actions, which are not guessed. */
function otherLanguage(text: string): ReadList {
	const line = text.slice(0, text.search(translated)).split('\n').length;
	return {
		kind: 'netsh firewall rules in another language',
		covers: 'bypasses',
		entries: [],
		problems: [
			{
				code: 'netsh-language',
				severity: 'error',
				message:
					'netsh writes its words in the language of Windows, and only English ones are read.',
				help: "Paste instead, the same in every language: Get-NetFirewallRule | Format-List DisplayName, Enabled, Direction, Action, @{n='Program'; e={($_ | Get-NetFirewallApplicationFilter).Program}}",
				span: spanOf(line, 0, 0)
			}
		]
	};
}

/** `netsh advfirewall firewall show rule name=all verbose`. */
export const readNetsh: ListReader = (text) => {
	if (!/^Rule Name:/m.test(text)) return translated.test(text) ? otherLanguage(text) : undefined;
	// Each name is underlined with dashes; blank lines may occur only before the next rule.
	const withoutRules = text
		.replaceAll(/^-{5,}\s*$/gm, ' ')
		.replaceAll(/\n\s*\n(?!Rule Name:)/g, '\n');
	const rules = records(withoutRules, /^([A-Za-z][A-Za-z ]*?):\s*(.*)$/).filter(({ cells }) =>
		cells.has('Rule Name')
	);
	const blind = rules.find(({ cells }) => !cells.has('Program'));
	const lines = text.split(/\r?\n/);
	const lineOf = (name: string | undefined, from: number): number =>
		lines.findIndex(
			(each, at) => at >= from && each.startsWith('Rule Name:') && each.endsWith(name ?? '')
		) + 1;
	let last = 0;
	const placed = rules.map((row) => {
		const line = lineOf(row.cells.get('Rule Name'), last);
		last = Math.max(last, line);
		return { ...row, line: line || row.line };
	});
	return {
		kind: 'netsh firewall rules',
		covers: 'bypasses',
		entries: placed.filter(({ cells }) => cells.has('Program')).map(entryOf),
		problems: blind
			? [
					{
						code: 'rule-without-program',
						severity: 'warning',
						message: 'Some rules do not say which program they are for.',
						help: 'Add verbose: netsh advfirewall firewall show rule name=all verbose',
						span: spanOf(blind.line, 0, 0)
					}
				]
			: []
	};
};
