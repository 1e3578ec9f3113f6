import type { Platform, WindowsVersion } from './platform';
import type { ProcessId } from './process';
import type { SectionId } from './source';

export type LocationKind = 'file' | 'folder' | 'app' | 'identifier';

interface Place {
	readonly process: ProcessId;
	readonly kind: LocationKind;
	/** Exactly as the article writes it. */
	readonly written: string;
	/** The form that the site works with: macros instead of drives, no trailing slash. */
	readonly normal: string;
	readonly section: SectionId;
}

/** Something to allowlist: a path, or (once, on macOS) an identifier. */
export type Location =
	| (Place & { readonly platform: 'windows'; readonly version: WindowsVersion })
	| (Place & { readonly platform: Exclude<Platform, 'windows'> });

type Entry = readonly [process: ProcessId, written: string, kind?: LocationKind];

const x86 = '%ProgramFiles(x86)%\\Zscaler\\';
const x64 = '%ProgramFiles%\\Zscaler\\';

/** The entries that differ between the versions only in their Program Files folder. */
const common = (root: string): readonly Entry[] => [
	['zsahelper', `${root}ZSAHelper\\ZSAHelper.exe`],
	['zsatray', `${root}ZSATray\\ZSATray.exe`],
	['zsatraymanager', `${root}ZSATrayManager\\ZSATrayManager.exe`],
	['zsatunnel', `${root}ZSATunnel\\ZSATunnel.exe`],
	['zsaservice', `${root}ZSAService\\ZSAService.exe`]
];

const updaters = (root: string): readonly Entry[] => [
	['zsaupdater', `${root}ZSAUpdater\\ZSAUpdater.exe`],
	['zsaupm', `${root}ZSAUPM\\ZSAUpm.exe`],
	['zscalerappupdater', `${root}Updater\\zscalerappupdater.exe`],
	['zscalerchecksumverifier', `${root}Updater\\zscalerchecksumverifier.exe`]
];

const adapters = (root: string, folder: string): readonly Entry[] =>
	['1.0.1.0', '1.0.2.0', 'Win10-1.0.2.0'].map((version) => [
		'networkadapter',
		`${root}ThirdParty\\TAPDriver\\${folder}\\Zscaler-Network-Adapter-${version}.exe`
	]);

const dataProtection: readonly Entry[] = [
	['zdpservice', `${x64}ZDP\\ZDPService.exe`],
	['zdpclassifier', `${x64}ZDP\\ZDPClassifier.exe`],
	['zdpapp', `${x64}ZDP\\ZDPApp.exe`],
	['zdpresources', `${x64}ZDP\\ZDPResources.exe`]
];

const windows32: readonly Entry[] = [
	...common(x86),
	['zsazdp', `${x86}ZSAZDP`, 'folder'],
	...updaters(x86),
	...adapters(x86, 'x86'),
	['programdata', 'C:\\ProgramData\\Zscaler', 'folder'],
	['logonui', 'C:\\Windows\\System32\\LogonUI.exe'],
	...dataProtection,
	['zdp', 'C:\\Program Files\\Zscaler\\ZDP', 'folder'],
	['zepinstaller', 'C:\\Program Files\\Zscaler\\ZEPInstaller', 'folder']
];

const windows64: readonly Entry[] = [
	...common(x64),
	...updaters(x64),
	...adapters(x64, 'x64'),
	['microsoftedgewebview2setup', `${x64}ThirdParty\\WebView2\\MicrosoftEdgeWebview2Setup.exe`],
	['programdata', '%ProgramData%\\Zscaler', 'folder'],
	['zdp', `${x64}ZDP`, 'folder'],
	...dataProtection,
	['zsazdp', 'C:\\Program Files\\Zscaler\\ZSAZDP', 'folder'],
	['zepinstaller', 'C:\\Program Files\\Zscaler\\ZEPInstaller', 'folder']
];

/** Folders that the article writes in full with the drive C:, and the macro for each. */
const macros = [
	['C:\\Program Files\\', '%ProgramFiles%\\'],
	['C:\\ProgramData\\', '%ProgramData%\\'],
	['C:\\Windows\\', '%windir%\\']
] as const;

const macos: readonly Entry[] = [
	['zscaler', '/Applications/Zscaler/Zscaler.app/', 'app'],
	[
		'zscalerupdater',
		'/Applications/Zscaler/.Updater/autoupdate-osx.app/Contents/MacOS/ZscalerUpdater'
	],
	['upmservicecontroller', '/Library/Application Support/Zscaler/UPM/UPMServiceController'],
	['zscaler', 'com.zscaler.zscaler', 'identifier'],
	['zdp', '/Library/Application Support/Zscaler/ZDP', 'folder']
];

const linux: readonly Entry[] = [
	['zsaservice', '/opt/zscaler/bin/zsaservice'],
	['zstunnel', '/opt/zscaler/bin/zstunnel'],
	['zstray', '/opt/zscaler/bin/ZSTray'],
	['zsupdater', '/opt/zscaler/bin/zsupdater']
];

function normalised(written: string): string {
	const macro = macros.find(([folder]) => written.startsWith(folder));
	return macro ? macro[1] + written.slice(macro[0].length) : written.replace(/\/$/, '');
}

const placeOf = ([process, written, kind = 'file']: Entry): Omit<Place, 'section'> => ({
	process,
	kind,
	written,
	normal: normalised(written)
});

const onWindows =
	(version: WindowsVersion, section: SectionId) =>
	(entry: Entry): Location => ({ ...placeOf(entry), platform: 'windows', version, section });

const on =
	(platform: Exclude<Platform, 'windows'>) =>
	(entry: Entry): Location => ({ ...placeOf(entry), platform, section: platform });

/** Every path that the article says to allowlist: 21 and 21 for Windows, 5 for macOS, 4 for Linux. */
export const locations: readonly Location[] = [
	...windows32.map(onWindows('32-bit', 'windows-32')),
	...windows64.map(onWindows('64-bit', 'windows-64')),
	...macos.map(on('macos')),
	...linux.map(on('linux'))
];
