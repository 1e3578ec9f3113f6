import type { Format } from '../format';
import {
	beyondDefender,
	defenderCaveats,
	ownPrograms,
	pathDocs,
	processDocs,
	windowsPaths
} from './defender-parts';

export const defenderGpo: Format = {
	id: 'defender-gpo',
	product: 'Microsoft Defender Antivirus',
	name: 'Group Policy table',
	platforms: ['windows'],
	file: {
		name: 'zscaler-defender-gpo.txt',
		lineEnd: '\r\n',
		encoding: 'utf-8',
		type: 'text/tab-separated-values'
	},
	sources: [pathDocs, processDocs],
	caveats: [
		'Computer Configuration > Administrative Templates > Windows Components > Microsoft Defender Antivirus > Exclusions. Each line is a value name and the value 0, separated by a tab.',
		'One policy for machines with the 32-bit and with the 64-bit version needs the paths of both.',
		...defenderCaveats
	],
	write(selection) {
		const paths = windowsPaths(selection);
		const table = (title: string, entries: readonly { readonly path: string }[]): string[] =>
			entries.length === 0 ? [] : [title, ...entries.map(({ path }) => `${path}\t0`)];
		return {
			lines: [
				...table('Path Exclusions', paths),
				...table('Process Exclusions', ownPrograms(paths))
			],
			left: beyondDefender(selection),
			undo: { words: 'Take the values out of both settings.' },
			verify: {
				words: 'On a machine that has the policy:',
				commands: ['gpupdate /target:computer', '(Get-MpPreference).ExclusionPath']
			}
		};
	}
};
