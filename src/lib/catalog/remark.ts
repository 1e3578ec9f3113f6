import type { ProcessId } from './process';

/** Anything unusual about a record's names, or left open by the article. */
export const remarks: Partial<Readonly<Record<ProcessId, string>>> = {
	zsaservice:
		'On Linux the file is named zsaservice, in lower case. The purpose list names no platform.',
	zsazdp:
		'The 32-bit section places this folder in %ProgramFiles(x86)%, the 64-bit section in C:\\Program Files.',
	zsaupdater: 'The bypass list writes the bare name, without .exe.',
	zsaupm: 'The folder and the purpose list say ZSAUPM, the file is ZSAUpm.exe.',
	zscalerappupdater:
		'The bypass list begins the name with a capital letter: Zscalerappupdater.exe.',
	zsffutil:
		'Named in the purpose list only: the article gives neither a path nor a platform for it.',
	networkadapter:
		'The files are three: Zscaler-Network-Adapter 1.0.1.0, 1.0.2.0 and 1.0.2.0 for Windows 10, in a folder x86 or x64 by version.',
	microsoftedgewebview2setup: 'Listed for the 64-bit version only.',
	programdata:
		'Written C:\\ProgramData for the 32-bit version, %ProgramData% for the 64-bit version.',
	logonui: 'Part of Windows itself. Listed for the 32-bit version only.',
	zdp: 'The folder is on Windows and on macOS; the macOS bypass list names it as a folder too.',
	zdpresources: 'Listed among the paths only.',
	zdpinstaller:
		'Named only in the note on 32-bit installations. The paths, bypasses and purposes say ZEPInstaller; the article does not say whether the two are one.',
	zepinstaller: 'The path list gives the folder ZEPInstaller, not the file in it.',
	zscaler:
		'The path list has the app folder Zscaler.app and the identifier com.zscaler.zscaler, the bypass list the bare name.',
	zscalerservice: 'Named in the bypass list only, without a path.',
	zscalertunnel: 'Named in the bypass list only, without a path.',
	zscalerupdater:
		'The bypass list names it twice: bare (outbound) and with its full path (inbound and outbound).',
	zdpd: 'Its path stands in the bypass list only; the path list has the folder above it.'
};

/**
 * Groups of records with similar names. The grouping is ours; the article does not link them.
 */
const likenesses: readonly (readonly ProcessId[])[] = [
	['zsatray', 'zstray'],
	['zsatunnel', 'zscalertunnel', 'zstunnel'],
	['zsaservice', 'zscalerservice'],
	['zsaupdater', 'zscalerupdater', 'zsupdater'],
	['zsaupm', 'upmservicecontroller'],
	['zdp', 'zsazdp'],
	['zdpservice', 'zdpd'],
	['zdpinstaller', 'zepinstaller']
];

/** The records with a name like this one's. */
export function alike(id: ProcessId): readonly ProcessId[] {
	return likenesses.find((group) => group.includes(id))?.filter((each) => each !== id) ?? [];
}
