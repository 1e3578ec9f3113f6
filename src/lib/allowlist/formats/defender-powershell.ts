import type { Format } from '../format';
import { quotePowerShell } from '../quote';
import {
	beyondDefender,
	defenderCaveats,
	ownPrograms,
	pathDocs,
	processDocs,
	windowsPaths
} from './defender-parts';

export const defenderPowerShell: Format = {
	id: 'defender-powershell',
	product: 'Microsoft Defender Antivirus',
	name: 'PowerShell',
	platforms: ['windows'],
	file: {
		name: 'zscaler-defender-exclusions.ps1',
		lineEnd: '\r\n',
		encoding: 'utf-8-bom',
		type: 'text/plain'
	},
	sources: [pathDocs, processDocs],
	caveats: [
		'Add-MpPreference adds to the list; Set-MpPreference would overwrite what is there.',
		...defenderCaveats
	],
	write(selection) {
		const paths = windowsPaths(selection);
		const lines = (verb: string): readonly string[] => [
			...paths.map(({ path }) => `${verb}-MpPreference -ExclusionPath ${quotePowerShell(path)}`),
			...ownPrograms(paths).map(
				({ path }) => `${verb}-MpPreference -ExclusionProcess ${quotePowerShell(path)}`
			)
		];
		return {
			lines: lines('Add'),
			left: beyondDefender(selection),
			undo: { words: 'Remove-MpPreference takes out the same entries.', commands: lines('Remove') },
			verify: {
				words: 'MpCmdRun says for each path whether it is excluded.',
				commands: paths.map(
					({ path }) =>
						`& "$env:ProgramFiles\\Windows Defender\\MpCmdRun.exe" -CheckExclusion -path ${quotePowerShell(path)}`
				)
			}
		};
	}
};
