/** What a record stands for. */
export type ProcessKind = 'program' | 'app' | 'folder';

/** Everything that the article names as one thing, however it spells it. */
export interface Process {
	/** Lower case; part of the address `/process/<id>/`, so it must not change. */
	readonly id: ProcessId;
	/** The spelling to show: that of the purpose list where it has one, else of the path. */
	readonly name: string;
	readonly kind: ProcessKind;
	/** Records with a like name elsewhere. The likeness is ours; the article does not link them. */
	readonly alike?: readonly ProcessId[];
}

const records = [
	{ id: 'zsahelper', name: 'ZSAHelper', kind: 'program' },
	{ id: 'zsatray', name: 'ZSATray', kind: 'program', alike: ['zstray'] },
	{ id: 'zsatraymanager', name: 'ZSATrayManager', kind: 'program' },
	{
		id: 'zsatunnel',
		name: 'ZSATunnel',
		kind: 'program',
		alike: ['zscalertunnel', 'zstunnel']
	},
	{
		id: 'zsaservice',
		name: 'ZSAService',
		kind: 'program',
		alike: ['zscalerservice']
	},
	{
		id: 'zsazdp',
		name: 'ZSAZDP',
		kind: 'folder',
		alike: ['zdp']
	},
	{
		id: 'zsaupdater',
		name: 'ZSAUpdater',
		kind: 'program',
		alike: ['zscalerupdater', 'zsupdater']
	},
	{
		id: 'zsaupm',
		name: 'ZSAUPM',
		kind: 'program',
		alike: ['upmservicecontroller']
	},
	{
		id: 'zscalerappupdater',
		name: 'zscalerappupdater',
		kind: 'program'
	},
	{ id: 'zscalerchecksumverifier', name: 'zscalerchecksumverifier', kind: 'program' },
	{
		id: 'zsffutil',
		name: 'zsffutil',
		kind: 'program'
	},
	{
		id: 'networkadapter',
		name: 'NetworkAdapter',
		kind: 'program'
	},
	{
		id: 'microsoftedgewebview2setup',
		name: 'MicrosoftEdgeWebview2Setup.exe',
		kind: 'program'
	},
	{
		id: 'programdata',
		name: 'ProgramData\\Zscaler',
		kind: 'folder'
	},
	{
		id: 'logonui',
		name: 'LogonUI',
		kind: 'program'
	},
	{
		id: 'zdp',
		name: 'ZDP',
		kind: 'folder',
		alike: ['zsazdp']
	},
	{ id: 'zdpservice', name: 'ZDPService.exe', kind: 'program', alike: ['zdpd'] },
	{ id: 'zdpclassifier', name: 'ZDPClassifier.exe', kind: 'program' },
	{ id: 'zdpapp', name: 'ZDPApp.exe', kind: 'program' },
	{
		id: 'zdpresources',
		name: 'ZDPResources.exe',
		kind: 'program'
	},
	{
		id: 'zdpinstaller',
		name: 'ZDPInstaller',
		kind: 'program',
		alike: ['zepinstaller']
	},
	{
		id: 'zepinstaller',
		name: 'ZEPInstaller.exe',
		kind: 'program',
		alike: ['zdpinstaller']
	},
	{
		id: 'zscaler',
		name: 'Zscaler',
		kind: 'app'
	},
	{
		id: 'zscalerservice',
		name: 'ZscalerService',
		kind: 'program',
		alike: ['zsaservice']
	},
	{
		id: 'zscalertunnel',
		name: 'ZscalerTunnel',
		kind: 'program',
		alike: ['zsatunnel', 'zstunnel']
	},
	{
		id: 'zscalerupdater',
		name: 'ZscalerUpdater',
		kind: 'program',
		alike: ['zsaupdater', 'zsupdater']
	},
	{
		id: 'upmservicecontroller',
		name: 'UPMServiceController',
		kind: 'program',
		alike: ['zsaupm']
	},
	{
		id: 'zdpd',
		name: 'zdpd',
		kind: 'program',
		alike: ['zdpservice']
	},
	{ id: 'zstunnel', name: 'zstunnel', kind: 'program', alike: ['zsatunnel', 'zscalertunnel'] },
	{ id: 'zstray', name: 'ZSTray', kind: 'program', alike: ['zsatray'] },
	{
		id: 'zsupdater',
		name: 'zsupdater',
		kind: 'program',
		alike: ['zsaupdater', 'zscalerupdater']
	}
] as const;

export type ProcessId = (typeof records)[number]['id'];

/** One record for each thing that the article names: 31, in the article's order. */
export const processes: readonly Process[] = records;

const byId: ReadonlyMap<string, Process> = new Map(processes.map((each) => [each.id, each]));

/** The record of an id as it stands in an address, or `undefined` where there is none. */
export function findProcess(id: string): Process | undefined {
	return byId.get(id);
}

/** The record of a known id. */
export function processOf(id: ProcessId): Process {
	const found = byId.get(id);
	if (found === undefined) throw new Error(`No record for the process ${id}`);
	return found;
}
