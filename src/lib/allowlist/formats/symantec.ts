import type { Format } from '../format';
import type { LocationItem } from '../selection';
import { beyondDefender, windowsPaths } from './defender-parts';

/** The console’s prefix variables that the article’s macros correspond to. */
const prefixes: readonly (readonly [macro: string, prefix: string])[] = [
	['%ProgramFiles%\\', '[PROGRAM_FILES]'],
	['%ProgramData%\\', '[COMMON_APPDATA]'],
	['%windir%\\System32\\', '[SYSTEM]']
];

function entry({ location, path }: LocationItem): string {
	const prefix = prefixes.find(([macro]) => location.normal.startsWith(macro));
	const where = prefix ? location.normal.slice(prefix[0].length) : path;
	const kind = location.kind === 'folder' ? 'Folder, include subfolders' : 'File';
	return `${kind}\t${prefix?.[1] ?? '[NONE]'}\t${where}`;
}

export const symantec: Format = {
	id: 'symantec',
	product: 'Symantec Endpoint Protection',
	name: 'Console text',
	platforms: ['windows'],
	file: {
		name: 'zscaler-symantec.txt',
		lineEnd: '\r\n',
		encoding: 'utf-8',
		type: 'text/tab-separated-values'
	},
	sources: [
		{
			title: 'Broadcom: creating Exceptions policies',
			url: 'https://knowledge.broadcom.com/external/article/151461/creating-exceptions-policies-in-the-endp.html'
		},
		{
			title: 'Broadcom: predefined path variables',
			url: 'https://techdocs.broadcom.com/content/broadcom/techdocs/us/en/symantec-security-software/endpoint-security-and-management/endpoint-protection-small-business-edition/1-0/Managing_policies_4/creating-custom-exclusions-v56867819-d3711e9185.html'
		}
	],
	caveats: [
		'To be typed into the console, one entry per line: kind, prefix variable, and the path, which is relative to the prefix. Under [NONE] it is the full path.',
		'The article asks for entries in the allowlist of Tamper Protection too: Windows Exceptions > Tamper Protection Exception, with the same files.',
		'Wildcards work from client 14.3 RU5; none is used here.'
	],
	write(selection) {
		const lines = windowsPaths(selection).map(entry);
		return {
			lines: lines.length === 0 ? [] : ['Kind\tPrefix variable\tPath', ...lines],
			left: beyondDefender(selection),
			undo: { words: 'Delete the entries from the Exceptions policy.' },
			verify: {
				words: 'On a client: Help > Troubleshooting shows the policy serial number in force.'
			}
		};
	}
};
