import type { Platform } from './platform';

/** What a record represents. */
export type ProcessKind = 'program' | 'app' | 'folder';

/** A thing that the article names, however it spells it. */
export interface Process {
	/** Lower case; part of the address `/process/<id>/`, so it must not change. */
	readonly id: ProcessId;
	/** The spelling to show: that of the purpose list if it has one, else of the path. */
	readonly name: string;
	readonly kind: ProcessKind;
	/** The platform of a process that only a note names, and no list. */
	readonly noted?: Platform;
}

const records = [
	{ id: 'zsahelper', name: 'ZSAHelper', kind: 'program' },
	{ id: 'zsatray', name: 'ZSATray', kind: 'program' },
	{ id: 'zsatraymanager', name: 'ZSATrayManager', kind: 'program' },
	{ id: 'zsatunnel', name: 'ZSATunnel', kind: 'program' },
	{ id: 'zsaservice', name: 'ZSAService', kind: 'program' },
	{ id: 'zsazdp', name: 'ZSAZDP', kind: 'folder' },
	{ id: 'zsaupdater', name: 'ZSAUpdater', kind: 'program' },
	{ id: 'zsaupm', name: 'ZSAUPM', kind: 'program' },
	{ id: 'zscalerappupdater', name: 'zscalerappupdater', kind: 'program' },
	{ id: 'zscalerchecksumverifier', name: 'zscalerchecksumverifier', kind: 'program' },
	{ id: 'zsffutil', name: 'zsffutil', kind: 'program' },
	{ id: 'networkadapter', name: 'NetworkAdapter', kind: 'program' },
	{ id: 'microsoftedgewebview2setup', name: 'MicrosoftEdgeWebview2Setup.exe', kind: 'program' },
	{ id: 'programdata', name: 'ProgramData\\Zscaler', kind: 'folder' },
	{ id: 'logonui', name: 'LogonUI', kind: 'program' },
	{ id: 'zdp', name: 'ZDP', kind: 'folder' },
	{ id: 'zdpservice', name: 'ZDPService.exe', kind: 'program' },
	{ id: 'zdpclassifier', name: 'ZDPClassifier.exe', kind: 'program' },
	{ id: 'zdpapp', name: 'ZDPApp.exe', kind: 'program' },
	{ id: 'zdpresources', name: 'ZDPResources.exe', kind: 'program' },
	{ id: 'zdpinstaller', name: 'ZDPInstaller', kind: 'program', noted: 'windows' },
	{ id: 'zepinstaller', name: 'ZEPInstaller.exe', kind: 'program' },
	{ id: 'zscaler', name: 'Zscaler', kind: 'app' },
	{ id: 'zscalerservice', name: 'ZscalerService', kind: 'program' },
	{ id: 'zscalertunnel', name: 'ZscalerTunnel', kind: 'program' },
	{ id: 'zscalerupdater', name: 'ZscalerUpdater', kind: 'program' },
	{ id: 'upmservicecontroller', name: 'UPMServiceController', kind: 'program' },
	{ id: 'zdpd', name: 'zdpd', kind: 'program' },
	{ id: 'zstunnel', name: 'zstunnel', kind: 'program' },
	{ id: 'zstray', name: 'ZSTray', kind: 'program' },
	{ id: 'zsupdater', name: 'zsupdater', kind: 'program' }
] as const;

export type ProcessId = (typeof records)[number]['id'];

/** One record for each thing that the article names: 31, in the article's order. */
export const processes: readonly Process[] = records;

const byId: ReadonlyMap<string, Process> = new Map(processes.map((each) => [each.id, each]));

/** The record for an id from an address, or `undefined` if there is none. */
export function findProcess(id: string): Process | undefined {
	return byId.get(id);
}

/** The record of a known id. */
export function processOf(id: ProcessId): Process {
	const found = byId.get(id);
	if (found === undefined) throw new Error(`No record for the process ${id}`);
	return found;
}
