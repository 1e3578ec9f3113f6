import type { Format } from '../format';
import { quoteBatch } from '../quote';
import { beyondFirewall, firewallCaveats, firewallRules } from './firewall-parts';

export const firewallNetsh: Format = {
	id: 'firewall-netsh',
	product: 'Windows Defender Firewall',
	name: 'netsh',
	platforms: ['windows'],
	file: {
		name: 'zscaler-firewall-rules.cmd',
		lineEnd: '\r\n',
		encoding: 'utf-8',
		type: 'text/plain'
	},
	sources: [
		{
			title: 'Microsoft: netsh advfirewall firewall',
			url: 'https://learn.microsoft.com/troubleshoot/windows-server/networking/netsh-advfirewall-firewall-control-firewall-behavior'
		}
	],
	caveats: firewallCaveats,
	write(selection) {
		const rules = firewallRules(selection);
		const programs = rules.map(({ program }) => program).join('');
		const command = 'netsh advfirewall firewall';
		return {
			lines: rules.map(
				({ name, direction, program }) =>
					`${command} add rule name=${quoteBatch(name)} dir=${
						direction === 'inbound' ? 'in' : 'out'
					} action=allow program=${quoteBatch(program)} profile=any enable=yes`
			),
			left: beyondFirewall(selection),
			undo: {
				words: 'By the names of the rules:',
				commands: rules.map(({ name }) => `${command} delete rule name=${quoteBatch(name)}`)
			},
			verify: {
				words: 'By the names of the rules:',
				commands: rules.map(({ name }) => `${command} show rule name=${quoteBatch(name)} verbose`)
			},
			warnings: [
				...(programs.includes('%')
					? [
							'A folder name holds a %, which is doubled here as a batch file needs it: save the file and run it, do not paste it at the prompt.'
						]
					: []),
				...(/[^ -~]/.test(programs)
					? [
							'A folder name holds characters beyond ASCII: run chcp 65001 before the batch file, which is UTF-8.'
						]
					: [])
			]
		};
	}
};
