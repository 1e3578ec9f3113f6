import type { Platform } from './platform';
import type { ProcessId } from './process';
import type { SectionId } from './source';

/** A statement of the article that is not a path, bypass, purpose or command, in words of our own. */
export interface Note {
	readonly id: string;
	readonly title: string;
	readonly text: string;
	readonly section: SectionId;
	/** Empty if the note applies to every platform. */
	readonly platforms: readonly Platform[];
	/** The records that the note mentions. */
	readonly processes: readonly ProcessId[];
}

/** The notes of the article, in its order. */
export const notes: readonly Note[] = [
	{
		id: 'inbound-rules',
		title: 'Inbound rules are recommended',
		text: 'Zscaler recommends inbound rules on users’ devices that allow the binaries and processes of Client Connector.',
		section: 'introduction',
		platforms: [],
		processes: []
	},
	{
		id: 'more-allowlists',
		title: 'Endpoint protection can need more than one allowlist',
		text: 'Some endpoint protection products, such as anti-virus and personal firewalls, keep further allowlists; Client Connector may need an entry in those too before it is fully functional.',
		section: 'introduction',
		platforms: [],
		processes: []
	},
	{
		id: 'symantec-tamper-protection',
		title: 'Symantec Tamper Protection raises a false positive',
		text: 'Client Connector changes the networking component of the operating system, so Symantec Tamper Protection can report the Zscaler service. The warning is a false positive that can be ignored, but the allowlist of Symantec Tamper Protection must be updated all the same.',
		section: 'introduction',
		platforms: [],
		processes: []
	},
	{
		id: 'version-decides',
		title: 'The paths depend on the version',
		text: 'Where the files are on Windows depends on which version of Client Connector is installed: 32-bit or 64-bit.',
		section: 'windows',
		platforms: ['windows'],
		processes: []
	},
	{
		id: 'both-versions-in-gpo',
		title: 'One GPO for both versions needs both sets of paths',
		text: 'Where Group Policy Objects (GPO) push policies to both 64-bit and 32-bit Windows systems, the file paths of both versions must be added to the GPO policy.',
		section: 'windows',
		platforms: ['windows'],
		processes: []
	},
	{
		id: 'entire-path',
		title: 'Allowlist the entire path',
		text: 'On every platform it is the whole path of each file that is to be allowlisted, not its name alone.',
		section: 'processes',
		platforms: [],
		processes: []
	},
	{
		id: '32-bit-on-64-bit',
		title: '32-bit files stay in Program Files (x86)',
		text: 'The files of the 32-bit version are in %ProgramFiles(x86)%, also where the 32-bit version runs on a 64-bit system. (The article leaves out the last % here: %ProgramFiles(x86).)',
		section: 'windows-32',
		platforms: ['windows'],
		processes: []
	},
	{
		id: 'zdpinstaller-32-bit',
		title: 'ZDPInstaller and the 32-bit version',
		text: 'A 32-bit Client Connector on a 64-bit device has its ZDPInstaller in the 64-bit folder. On a 32-bit device the ZDPInstaller is neither downloaded nor installed.',
		section: 'windows-32',
		platforms: ['windows'],
		processes: ['zdpinstaller', 'zepinstaller', 'zdp']
	},
	{
		id: 'program-files-macros',
		title: 'Program Files is not always on drive C:',
		text: '%ProgramFiles(x86)% and %ProgramFiles% are macros for the drive with the Windows program files. As a rule that is C:, but there are exceptions: on Amazon WorkSpaces it is D:.',
		section: 'windows',
		platforms: ['windows'],
		processes: []
	},
	{
		id: 'macos-3-7',
		title: 'ZscalerUpdater: macOS versions 3.7 and earlier',
		text: 'The file ZscalerUpdater is required only for macOS versions 3.7 and earlier.',
		section: 'macos',
		platforms: ['macos'],
		processes: ['zscalerupdater']
	},
	{
		id: 'macos-identifier',
		title: 'com.zscaler.zscaler is an identifier',
		text: 'The entry com.zscaler.zscaler among the macOS paths is the identifier of Client Connector.',
		section: 'macos',
		platforms: ['macos'],
		processes: ['zscaler']
	},
	{
		id: 'tunnel-all-traffic',
		title: 'ZSATunnel.exe: all ports, protocols, interfaces and addresses',
		text: 'On a host firewall managed by GPO or by an anti-virus product, rules can be configured for the ZSATunnel.exe processes that cover all ports, protocols, network interfaces and network addresses (0.0.0.0/0, for example).',
		section: 'bypasses',
		platforms: [],
		processes: ['zsatunnel']
	},
	{
		id: 'cgnat-range',
		title: 'Client Connector uses 100.64.0.0/16',
		text: 'The range 100.64.0.0/16 of the carrier-grade NAT space serves internal health checking and the ZPA service.',
		section: 'bypasses',
		platforms: [],
		processes: []
	},
	{
		id: 'cgnat-shift',
		title: 'The range moves when addresses conflict',
		text: 'Zscaler can check for IP address conflicts. If 100.64.0.0/16 is in use and a conflicting address is seen, it changes to 100.65.0.0/16; such changes can range from 100.64.0.0/16 to 100.83.0.0/16.',
		section: 'bypasses',
		platforms: [],
		processes: []
	},
	{
		id: 'bypass-platforms',
		title: 'Bypasses are listed for Windows and macOS',
		text: 'The processes that firewall rules can bypass are listed by platform, each with its direction. There is a list for Windows and one for macOS; for Linux the article gives hardening commands instead.',
		section: 'bypasses',
		platforms: [],
		processes: []
	},
	{
		id: 'pfirewall-log',
		title: 'A local FW/AV error: check pfirewall.log for drops',
		text: 'If a local firewall or anti-virus (FW/AV) error is reported after the rules are in, look through %windir%\\system32\\logfiles\\firewall\\pfirewall.log: there must be no “drop” entries for 100.64 addresses. If there are, the Windows Firewall rules that let Zscaler communicate are not applied correctly, and must be revised by the processes of the bypass list.',
		section: 'bypasses',
		platforms: ['windows'],
		processes: []
	},
	{
		id: 'hardening-purpose',
		title: 'Hardening a Linux firewall around Client Connector',
		text: 'The commands are an example of how to harden the firewall against traffic that is not Zscaler’s, without affecting Client Connector.',
		section: 'hardening',
		platforms: ['linux'],
		processes: []
	},
	{
		id: 'hardening-order',
		title: 'The hardening commands have an order',
		text: 'The commands must be entered in the terminal window in the order given.',
		section: 'hardening',
		platforms: ['linux'],
		processes: []
	}
];

/** The values in a note that can be pasted: paths, prefixes and identifiers, each once. */
export function valuesIn({ text }: Note): readonly string[] {
	const found = text.matchAll(/%[\w()]+%(?:\\[\w.\\]*\w)?|\d+(?:\.\d+){3}\/\d+|com\.[a-z.]*[a-z]/g);
	return [...new Set(Array.from(found, ([value]) => value))];
}
