import type { LeftOut, Reference } from '../format';
import { bypassWords, leftOut, locationWords } from '../left-out';
import { distinct, type LocationItem, type Selection } from '../selection';

export const pathDocs: Reference = {
	title: 'Microsoft: exclusions by file and folder',
	url: 'https://learn.microsoft.com/defender-endpoint/configure-extension-file-exclusions-microsoft-defender-antivirus'
};

export const processDocs: Reference = {
	title: 'Microsoft: exclusions for files opened by processes',
	url: 'https://learn.microsoft.com/defender-endpoint/configure-process-opened-file-exclusions-microsoft-defender-antivirus'
};

export const defenderCaveats: readonly string[] = [
	'A process exclusion exempts the files that the process opens, in real-time protection only; it does not exempt the executable itself. That is why each program is also in the path exclusions.',
	'A process exclusion also keeps Network Protection and attack surface reduction rules from looking into the process. Leave the process exclusions out where the path exclusions are enough.',
	'Variables of the user resolve to the SYSTEM profile, so paths are written out in full.'
];

/** The Windows locations, each path once. */
export function windowsPaths({ locations }: Selection): readonly LocationItem[] {
	return distinct(
		locations.filter(({ location }) => location.platform === 'windows'),
		({ path }) => path.toLowerCase()
	);
}

/** The programs of Client Connector: programs of Windows itself get no process exclusion. */
export function ownPrograms(items: readonly LocationItem[]): readonly LocationItem[] {
	return items.filter(({ location }) => location.kind === 'file' && location.process !== 'logonui');
}

/** What an antivirus exclusion can't express: other platforms, and firewall bypasses. */
export function beyondDefender({ locations, bypasses }: Selection): readonly LeftOut[] {
	return [
		...leftOut(
			locations.filter(({ location }) => location.platform !== 'windows').map(locationWords),
			'This format is for Windows.'
		),
		...leftOut(
			bypasses.map(bypassWords),
			'An antivirus exclusion has no direction: bypasses go into the firewall.'
		)
	];
}
