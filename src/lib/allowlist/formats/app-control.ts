import { usualFolders } from '$lib/catalog';
import type { Format } from '../format';
import { leftOut, locationWords } from '../left-out';
import { quotePowerShell } from '../quote';
import type { LocationItem } from '../selection';
import { beyondDefender, windowsPaths } from './defender-parts';

/** The path with the macros that App Control knows: no other variable works in a path rule. */
function pathOf({ path, location }: LocationItem): string {
	const windir = `${usualFolders.windir}\\`;
	let written = path;
	if (path.startsWith(`${windir}System32\\`)) {
		written = `%SYSTEM32%${path.slice(windir.length + 'System32'.length)}`;
	} else if (path.startsWith(windir)) written = `%WINDIR%${path.slice(windir.length - 1)}`;
	else if (path.startsWith('C:\\')) written = `%OSDRIVE%${path.slice(2)}`;
	return location.kind === 'folder' ? `${written}\\*` : written;
}

export const appControl: Format = {
	id: 'app-control',
	product: 'App Control for Business (WDAC)',
	name: 'PowerShell',
	platforms: ['windows'],
	file: {
		name: 'zscaler-app-control.ps1',
		lineEnd: '\r\n',
		encoding: 'utf-8-bom',
		type: 'text/plain'
	},
	sources: [
		{
			title: 'Microsoft: App Control policy rules and file rules',
			url: 'https://learn.microsoft.com/windows/security/application-security/application-control/app-control-for-business/design/select-types-of-rules-to-create'
		},
		{
			title: 'Microsoft: New-CIPolicyRule',
			url: 'https://learn.microsoft.com/powershell/module/configci/new-cipolicyrule'
		}
	],
	caveats: [
		'This makes a policy of these rules only, to be merged with yours (Merge-CIPolicy); deployed alone it would block everything else.',
		'The macros %OSDRIVE%, %WINDIR% and %SYSTEM32% are the only ones. %OSDRIVE% is the drive of Windows: for program files on another drive the path is written out.',
		'A path rule holds at run time only if no one but administrators can write to the path.'
	],
	write(selection) {
		const items = windowsPaths(selection);
		const data = items.filter(({ location }) => location.process === 'programdata');
		const rules = items
			.filter(({ location }) => location.process !== 'programdata')
			.map((item) => `$rules += New-CIPolicyRule -FilePathRule ${quotePowerShell(pathOf(item))}`);
		return {
			lines:
				rules.length === 0
					? []
					: [
							'$rules = @()',
							...rules,
							"New-CIPolicy -FilePath '.\\zscaler.xml' -Rules $rules -UserPEs",
							"Merge-CIPolicy -PolicyPaths '.\\base.xml', '.\\zscaler.xml' -OutputFilePath '.\\merged.xml'"
						],
			left: [
				...leftOut(
					data.map(locationWords),
					'The folder holds logs, captures and configuration, no programs; and a path rule does not hold where ordinary users can write.'
				),
				...beyondDefender(selection)
			],
			undo: { words: 'Deploy the policy that was there before the merge (base.xml).' },
			verify: {
				words:
					'Deploy in audit mode first: event 3076 of Microsoft-Windows-CodeIntegrity/Operational names what would be blocked.'
			}
		};
	}
};
