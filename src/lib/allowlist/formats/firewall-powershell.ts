import type { Format } from '../format';
import { quotePowerShell } from '../quote';
import { beyondFirewall, firewallCaveats, firewallRules, newRuleDocs } from './firewall-parts';

const group = quotePowerShell('Zscaler Client Connector');

export const firewallPowerShell: Format = {
	id: 'firewall-powershell',
	product: 'Windows Defender Firewall',
	name: 'PowerShell',
	platforms: ['windows'],
	file: {
		name: 'zscaler-firewall-rules.ps1',
		lineEnd: '\r\n',
		encoding: 'utf-8-bom',
		type: 'text/plain'
	},
	sources: [newRuleDocs],
	caveats: [
		...firewallCaveats,
		"To write into a Group Policy Object, add -PolicyStore 'domain\\GPO' to each line."
	],
	write(selection) {
		const rules = firewallRules(selection);
		return {
			lines: rules.map(
				({ name, direction, program }) =>
					`New-NetFirewallRule -DisplayName ${quotePowerShell(name)} -Group ${group} -Direction ${
						direction === 'inbound' ? 'Inbound' : 'Outbound'
					} -Action Allow -Program ${quotePowerShell(program)} -Profile Any`
			),
			left: beyondFirewall(selection),
			undo: {
				words: 'The rules share a group, so one command takes them out.',
				commands: [`Remove-NetFirewallRule -Group ${group}`]
			},
			verify: {
				words: 'The rules of the group, and the program of each:',
				commands: [
					`Get-NetFirewallRule -Group ${group} | Format-List DisplayName, Enabled, Direction, Action`,
					`Get-NetFirewallRule -Group ${group} | Get-NetFirewallApplicationFilter | Format-List Program`
				]
			}
		};
	}
};
