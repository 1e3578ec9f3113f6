import type { Format } from '../format';
import {
	beyondDefender,
	defenderCaveats,
	ownPrograms,
	pathDocs,
	windowsPaths
} from './defender-parts';

const node = './Device/Vendor/MSFT/Policy/Config/Defender/';

export const defenderIntune: Format = {
	id: 'defender-intune',
	product: 'Microsoft Defender Antivirus',
	name: 'Intune, custom OMA-URI',
	platforms: ['windows'],
	file: {
		name: 'zscaler-defender-oma-uri.txt',
		lineEnd: '\r\n',
		encoding: 'utf-8',
		type: 'text/plain'
	},
	sources: [
		{
			title: 'Microsoft: Policy CSP, Defender',
			url: 'https://learn.microsoft.com/windows/client-management/mdm/policy-csp-defender'
		},
		pathDocs
	],
	caveats: [
		'Each setting is one row of a custom profile: its OMA-URI, the data type String, and the value, whose entries are joined by a bar.',
		...defenderCaveats
	],
	write(selection) {
		const paths = windowsPaths(selection);
		const programs = ownPrograms(paths);
		const setting = (name: string, entries: readonly { readonly path: string }[]): string[] =>
			entries.length === 0
				? []
				: [
						`OMA-URI: ${node}${name}`,
						'Data type: String',
						`Value: ${entries.map(({ path }) => path).join('|')}`,
						''
					];
		return {
			lines: [...setting('ExcludedPaths', paths), ...setting('ExcludedProcesses', programs)],
			left: beyondDefender(selection),
			undo: { words: 'Take the rows out of the profile, or the profile out of its assignment.' },
			verify: {
				words: 'On a machine that has synchronised, in PowerShell as administrator:',
				commands: ['(Get-MpPreference).ExclusionPath', '(Get-MpPreference).ExclusionProcess']
			}
		};
	}
};
