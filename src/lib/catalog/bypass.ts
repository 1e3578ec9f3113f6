import type { Direction } from './platform';
import type { ProcessId } from './process';
import type { SectionId } from './source';

/** A process and a direction that a host firewall must allow. */
export interface Bypass {
	readonly process: ProcessId;
	readonly platform: 'windows' | 'macos';
	readonly direction: Direction;
	/** The process exactly as the article writes it in this entry. */
	readonly written: string;
	/** The file's name, or its full path if the entry gives one. */
	readonly normal: string;
	readonly section: SectionId;
}

type Entry = readonly [
	process: ProcessId,
	written: string,
	directions: 'out' | 'both',
	normal?: string
];

const windows: readonly Entry[] = [
	['zsatunnel', 'ZSATunnel.exe', 'both'],
	['zsatray', 'ZSATray.exe', 'out'],
	['zsatraymanager', 'ZSATrayManager.exe', 'out'],
	['zsaupdater', 'ZSAUpdater', 'out', 'ZSAUpdater.exe'],
	['zsaservice', 'ZSAService.exe', 'out'],
	['zscalerappupdater', 'Zscalerappupdater.exe', 'out', 'zscalerappupdater.exe'],
	['zdpservice', 'ZDPService.exe', 'out'],
	['zepinstaller', 'ZEPInstaller.exe', 'out']
];

const updater = '/Applications/Zscaler/.Updater/autoupdate-osx.app/Contents/MacOS/ZscalerUpdater';
const support = '/Library/Application Support/Zscaler/';

const macos: readonly Entry[] = [
	['zscaler', 'Zscaler', 'both'],
	['zscalerservice', 'ZscalerService', 'both'],
	['zscalertunnel', 'ZscalerTunnel', 'both'],
	['zscalerupdater', 'ZscalerUpdater', 'out', updater],
	['upmservicecontroller', 'UPMServiceController', 'both', `${support}UPM/UPMServiceController`],
	['zscalerupdater', updater, 'both'],
	['zdpd', `${support}ZDP/bin/zdpd`, 'out'],
	['zdp', `${support}ZDP`, 'both']
];

function bypassesOf(
	platform: Bypass['platform'],
	[process, written, directions, normal = written]: Entry
): readonly Bypass[] {
	const entry = (direction: Direction): Bypass => ({
		process,
		platform,
		direction,
		written,
		normal,
		section: `bypasses-${platform}`
	});
	switch (directions) {
		case 'out':
			return [entry('outbound')];
		case 'both':
			return [entry('inbound'), entry('outbound')];
	}
}

/** Every bypass of the article, in its order: 9 for Windows, 14 for macOS, none for Linux. */
export const bypasses: readonly Bypass[] = [
	...windows.flatMap((entry) => bypassesOf('windows', entry)),
	...macos.flatMap((entry) => bypassesOf('macos', entry))
];
