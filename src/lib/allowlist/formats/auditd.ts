import type { Format } from '../format';
import { beyondLinuxFiles, linuxFiles } from './linux-parts';

export const auditd: Format = {
	id: 'auditd',
	product: 'Linux audit (auditd)',
	name: 'Exclusion rules',
	platforms: ['linux'],
	file: { name: '10-zscaler.rules', lineEnd: '\n', encoding: 'utf-8', type: 'text/plain' },
	sources: [{ title: 'auditctl(8)', url: 'https://man7.org/linux/man-pages/man8/auditctl.8.html' }],
	caveats: [
		'The first rule that matches wins: keep the file early among /etc/audit/rules.d, as its name does, then load with augenrules --load.',
		'The rules silence what these programs do in the audit trail; that may be more than your auditors accept.'
	],
	write(selection) {
		const rules = linuxFiles(selection).map((path) => `exclude,always -F exe=${path}`);
		return {
			lines: rules.map((rule) => `-a ${rule}`),
			left: beyondLinuxFiles(selection),
			undo: {
				words: 'Delete the file and load again, or for the rules in force:',
				commands: rules.map((rule) => `sudo auditctl -d ${rule}`)
			},
			verify: { words: 'The rules in force:', commands: ['sudo auditctl -l'] }
		};
	}
};
