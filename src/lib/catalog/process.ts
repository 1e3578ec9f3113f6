/** What a record stands for. */
export type ProcessKind = 'program' | 'app' | 'folder';

/** Everything that the article names as one thing, however it spells it. */
export interface Process {
	/** Lower case; part of the address `/process/<id>/`, so it must not change. */
	readonly id: ProcessId;
	/** The spelling to show: that of the purpose list where it has one, else of the path. */
	readonly name: string;
	readonly kind: ProcessKind;
	/** What stands out about the record's names or about what the article leaves open. */
	readonly remark?: string;
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
		remark:
			'On Linux the file is named zsaservice, in lower case. The purpose list names no platform.',
		alike: ['zscalerservice']
	},
	{
		id: 'zsazdp',
		name: 'ZSAZDP',
		kind: 'folder',
		remark:
			'The 32-bit section places this folder in %ProgramFiles(x86)%, the 64-bit section in C:\\Program Files.',
		alike: ['zdp']
	},
	{
		id: 'zsaupdater',
		name: 'ZSAUpdater',
		kind: 'program',
		remark: 'The bypass list writes the bare name, without .exe.',
		alike: ['zscalerupdater', 'zsupdater']
	},
	{
		id: 'zsaupm',
		name: 'ZSAUPM',
		kind: 'program',
		remark: 'The folder and the purpose list say ZSAUPM, the file is ZSAUpm.exe.',
		alike: ['upmservicecontroller']
	},
	{
		id: 'zscalerappupdater',
		name: 'zscalerappupdater',
		kind: 'program',
		remark: 'The bypass list begins the name with a capital letter: Zscalerappupdater.exe.'
	},
	{ id: 'zscalerchecksumverifier', name: 'zscalerchecksumverifier', kind: 'program' },
	{
		id: 'zsffutil',
		name: 'zsffutil',
		kind: 'program',
		remark:
			'Named in the purpose list only: the article gives neither a path nor a platform for it.'
	},
	{
		id: 'networkadapter',
		name: 'NetworkAdapter',
		kind: 'program',
		remark:
			'The files are three: Zscaler-Network-Adapter 1.0.1.0, 1.0.2.0 and 1.0.2.0 for Windows 10, in a folder x86 or x64 by version.'
	},
	{
		id: 'microsoftedgewebview2setup',
		name: 'MicrosoftEdgeWebview2Setup.exe',
		kind: 'program',
		remark: 'Listed for the 64-bit version only.'
	},
	{
		id: 'programdata',
		name: 'ProgramData\\Zscaler',
		kind: 'folder',
		remark: 'Written C:\\ProgramData for the 32-bit version, %ProgramData% for the 64-bit version.'
	},
	{
		id: 'logonui',
		name: 'LogonUI',
		kind: 'program',
		remark: 'Part of Windows itself. Listed for the 32-bit version only.'
	},
	{
		id: 'zdp',
		name: 'ZDP',
		kind: 'folder',
		remark:
			'The folder is on Windows and on macOS; the macOS bypass list names it as a folder too.',
		alike: ['zsazdp']
	},
	{ id: 'zdpservice', name: 'ZDPService.exe', kind: 'program', alike: ['zdpd'] },
	{ id: 'zdpclassifier', name: 'ZDPClassifier.exe', kind: 'program' },
	{ id: 'zdpapp', name: 'ZDPApp.exe', kind: 'program' },
	{
		id: 'zdpresources',
		name: 'ZDPResources.exe',
		kind: 'program',
		remark: 'Listed among the paths only.'
	},
	{
		id: 'zdpinstaller',
		name: 'ZDPInstaller',
		kind: 'program',
		remark:
			'Named only in the note on 32-bit installations. The paths, bypasses and purposes say ZEPInstaller; the article does not say whether the two are one.',
		alike: ['zepinstaller']
	},
	{
		id: 'zepinstaller',
		name: 'ZEPInstaller.exe',
		kind: 'program',
		remark: 'The path list gives the folder ZEPInstaller, not the file in it.',
		alike: ['zdpinstaller']
	},
	{
		id: 'zscaler',
		name: 'Zscaler',
		kind: 'app',
		remark:
			'The path list has the app folder Zscaler.app and the identifier com.zscaler.zscaler, the bypass list the bare name.'
	},
	{
		id: 'zscalerservice',
		name: 'ZscalerService',
		kind: 'program',
		remark: 'Named in the bypass list only, without a path.',
		alike: ['zsaservice']
	},
	{
		id: 'zscalertunnel',
		name: 'ZscalerTunnel',
		kind: 'program',
		remark: 'Named in the bypass list only, without a path.',
		alike: ['zsatunnel', 'zstunnel']
	},
	{
		id: 'zscalerupdater',
		name: 'ZscalerUpdater',
		kind: 'program',
		remark:
			'The bypass list names it twice: bare (outbound) and with its full path (inbound and outbound).',
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
		remark: 'Its path stands in the bypass list only; the path list has the folder above it.',
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
