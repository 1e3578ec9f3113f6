import type { LeftOut, Reference } from '../format';
import { bypassWords, leftOut, locationWords, noFile, noPath } from '../left-out';
import { distinct, type Selection } from '../selection';

/** A rule of Windows Defender Firewall that allows one program in one direction. */
export interface FirewallRule {
	readonly name: string;
	readonly direction: 'inbound' | 'outbound';
	readonly program: string;
}

export const firewallCaveats: readonly string[] = [
	'A rule that blocks beats a rule that allows; the order of rules has no meaning.',
	'The program is a full path without wildcards. That variables are expanded there is not confirmed, so paths are written out: set the drive and the folder of your machines.',
	'The rules cover all ports, protocols, interfaces and addresses, as the article has it for ZSATunnel.exe.'
];

export const newRuleDocs: Reference = {
	title: 'Microsoft: New-NetFirewallRule',
	url: 'https://learn.microsoft.com/powershell/module/netsecurity/new-netfirewallrule'
};

/** The rules for a selection: one for each program and direction. */
export function firewallRules({ bypasses }: Selection): readonly FirewallRule[] {
	const rules = distinct(
		bypasses.flatMap(({ bypass, version, path }) =>
			bypass.platform === 'windows' && path !== undefined ? [{ bypass, version, path }] : []
		),
		({ bypass, path }) => `${path.toLowerCase()} ${bypass.direction}`
	);
	return rules.map(({ bypass, version, path }) => {
		// Two versions have their programs in two places, except those that they share.
		const several = rules.filter((other) => other.bypass === bypass).length > 1;
		const detail = bypass.direction + (several && version ? `, ${version}` : '');
		return {
			name: `Zscaler ${bypass.normal} (${detail})`,
			direction: bypass.direction,
			program: path
		};
	});
}

/** What a rule of this firewall can't express. */
export function beyondFirewall({ locations, bypasses }: Selection): readonly LeftOut[] {
	const without = bypasses.filter(
		({ bypass, path }) => bypass.platform === 'windows' && path === undefined
	);
	return [
		...leftOut(
			without.filter(({ bypass }) => bypass.process === 'zepinstaller').map(bypassWords),
			noFile
		),
		...leftOut(
			without.filter(({ bypass }) => bypass.process !== 'zepinstaller').map(bypassWords),
			noPath
		),
		...leftOut(
			bypasses.filter(({ bypass }) => bypass.platform !== 'windows').map(bypassWords),
			'This format is for Windows.'
		),
		...leftOut(
			locations.map(locationWords),
			'A firewall rule is about a program and a direction: locations go into file exclusions.'
		)
	];
}
