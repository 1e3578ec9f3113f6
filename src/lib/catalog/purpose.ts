import type { ProcessId } from './process';

/** What a process is for, in words of our own; the section is always `usage`. */
export interface Purpose {
	readonly process: ProcessId;
	/** The name exactly as the purpose list writes it. */
	readonly written: string;
	readonly text: string;
}

/** The 17 purposes of the article, in its order. */
export const purposes: readonly Purpose[] = [
	{
		process: 'zsahelper',
		written: 'ZSAHelper',
		text: 'Internal helper, used by the other Client Connector processes.'
	},
	{
		process: 'zsatray',
		written: 'ZSATray',
		text: 'What the user sees of the application: its user interface (UI).'
	},
	{
		process: 'zsatraymanager',
		written: 'ZSATrayManager',
		text: 'Manages the tray process, and checks the signatures with which the tray and the system services communicate.'
	},
	{
		process: 'zsatunnel',
		written: 'ZSATunnel',
		text: 'Does the tunneling of the traffic.'
	},
	{
		process: 'zsaservice',
		written: 'ZSAService',
		text: 'The main service, and the watchdog over all the other services.'
	},
	{
		process: 'zsaupdater',
		written: 'ZSAUpdater',
		text: 'Takes care of the automatic updates of the app.'
	},
	{
		process: 'zsaupm',
		written: 'ZSAUPM',
		text: 'The service behind Zscaler Digital Experience (ZDX).'
	},
	{
		process: 'zscalerappupdater',
		written: 'zscalerappupdater',
		text: 'The executable that starts an update once the updater service has found one.'
	},
	{
		process: 'zscalerchecksumverifier',
		written: 'zscalerchecksumverifier',
		text: 'Makes sure that an update about to be launched is legitimate.'
	},
	{
		process: 'zsffutil',
		written: 'zsffutil',
		text: 'Takes the place of certutil and of the file checksum in validating crypto functions.'
	},
	{
		process: 'networkadapter',
		written: 'NetworkAdapter',
		text: 'The network adapter, in various versions, that Client Connector uses in the mode Tunnel (Route-Based).'
	},
	{
		process: 'programdata',
		written: 'ProgramData\\Zscaler',
		text: 'The folder that holds logs, packet captures (PCAPs) and configuration of Client Connector.'
	},
	{
		process: 'logonui',
		written: 'LogonUI',
		text: 'Serves the login to Zscaler Private Access (ZPA) that comes before the Windows login.'
	},
	{
		process: 'zdpservice',
		written: 'ZDPService.exe',
		text: 'Data protection: evaluates the rules of the Data Loss Prevention (DLP) policy and determines which protection action to perform.'
	},
	{
		process: 'zdpclassifier',
		written: 'ZDPClassifier.exe',
		text: 'Text extraction and classification: identifies the true type of a file, extracts the text where the file type is supported, then classifies the content.'
	},
	{
		process: 'zdpapp',
		written: 'ZDPApp.exe',
		text: 'Talks to the end user, to have specific activities confirmed.'
	},
	{
		process: 'zepinstaller',
		written: 'ZEPInstaller.exe',
		text: 'Keeps end users from stopping, modifying or deleting Zscaler products and services.'
	}
];
