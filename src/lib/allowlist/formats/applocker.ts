import { usualFolders } from '$lib/catalog';
import type { Format } from '../format';
import { leftOut, locationWords } from '../left-out';
import { escapeXml, quotePowerShell } from '../quote';
import { distinct, type LocationItem } from '../selection';
import { stableId } from '../stable-id';
import { beyondDefender, windowsPaths } from './defender-parts';

/** AppLocker's own variables; its %PROGRAMFILES% covers both Program Files folders. */
const variables: readonly (readonly [folder: string, variable: string])[] = [
	[usualFolders.programFilesX86, '%PROGRAMFILES%'],
	[usualFolders.programFiles, '%PROGRAMFILES%'],
	[`${usualFolders.windir}\\System32`, '%SYSTEM32%'],
	[usualFolders.windir, '%WINDIR%']
];

function pathOf({ path, location }: LocationItem): string {
	const known = variables.find(([folder]) => path.startsWith(`${folder}\\`));
	const written = known ? known[1] + path.slice(known[0].length) : path;
	return location.kind === 'folder' ? `${written}\\*` : written;
}

function rule(path: string): readonly string[] {
	const name = escapeXml(`Zscaler Client Connector: ${path}`);
	return [
		`    <FilePathRule Id="${stableId(path)}" Name="${name}" Description="" UserOrGroupSid="S-1-1-0" Action="Allow">`,
		'      <Conditions>',
		`        <FilePathCondition Path="${escapeXml(path)}" />`,
		'      </Conditions>',
		'    </FilePathRule>'
	];
}

export const appLocker: Format = {
	id: 'applocker',
	product: 'AppLocker',
	name: 'Policy XML',
	platforms: ['windows'],
	file: {
		name: 'zscaler-applocker.xml',
		lineEnd: '\r\n',
		encoding: 'utf-8',
		type: 'application/xml'
	},
	sources: [
		{
			title: 'Microsoft: the path rule condition in AppLocker',
			url: 'https://learn.microsoft.com/windows/security/application-security/application-control/app-control-for-business/applocker/understanding-the-path-rule-condition-in-applocker'
		},
		{
			title: 'Microsoft: Set-AppLockerPolicy',
			url: 'https://learn.microsoft.com/powershell/module/applocker/set-applockerpolicy'
		}
	],
	caveats: [
		'Merge it (Set-AppLockerPolicy -XmlPolicy zscaler-applocker.xml -Merge): without -Merge it replaces the policy that is there.',
		'Once a collection is enforced, whatever has no rule is blocked: these rules go beside your default rules, not in their place.',
		'AppLocker’s %PROGRAMFILES% is not the environment variable: it covers Program Files and Program Files (x86), so both versions share their rules.',
		'A path rule trusts whatever lies at the path: ordinary users must not be able to write there.'
	],
	write(selection) {
		const items = windowsPaths(selection);
		const data = items.filter(({ location }) => location.process === 'programdata');
		const paths = distinct(
			items.filter(({ location }) => location.process !== 'programdata').map(pathOf),
			(path) => path.toLowerCase()
		);
		const [first] = paths;
		return {
			lines:
				first === undefined
					? []
					: [
							'<?xml version="1.0" encoding="utf-8"?>',
							'<AppLockerPolicy Version="1">',
							'  <RuleCollection Type="Exe" EnforcementMode="NotConfigured">',
							...paths.flatMap(rule),
							'  </RuleCollection>',
							'</AppLockerPolicy>'
						],
			left: [
				...leftOut(
					data.map(locationWords),
					'The folder holds logs, captures and configuration, no programs. A path rule for it would let anyone who can write there run anything.'
				),
				...beyondDefender(selection)
			],
			undo: {
				words:
					'In the AppLocker console (secpol.msc or the GPO), delete the rules whose names begin with “Zscaler Client Connector:”.'
			},
			verify: {
				words: 'Test-AppLockerPolicy says what the policy in force decides for a file:',
				commands: items
					.filter(({ location }) => location.kind === 'file')
					.slice(0, 1)
					.map(
						({ path }) =>
							`Get-AppLockerPolicy -Effective | Test-AppLockerPolicy -Path ${quotePowerShell(path)} -User Everyone`
					)
			}
		};
	}
};
