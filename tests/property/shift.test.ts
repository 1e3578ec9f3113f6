import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read } from '$lib/iptables';
import { gridOf, report } from '$lib/shift';
import { applyEdits } from '$lib/text';

const others = [
	'iptables -A INPUT -p tcp --dport 22 -j ACCEPT',
	'iptables -A INPUT -j DROP',
	'iptables -A INPUT -p udp -j DROP',
	'iptables -P INPUT DROP',
	'iptables -A OUTPUT -o zcctun0 -p udp -j REJECT',
	'iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT',
	'iptables -A INPUT -i lo -j ACCEPT',
	'iptables -I INPUT -i zcctun0 -p udp -j DROP',
	'iptables -I INPUT -i eth0 -p icmp -j ACCEPT'
];
const naming = [
	'iptables -I INPUT -d 100.64.0.1 -j ACCEPT',
	'iptables -A INPUT -i zcctun0 -d 100.64.0.1 -p tcp -j ACCEPT',
	'iptables -A INPUT -d 100.64.0.0/16 -j DROP',
	'iptables -I INPUT -p udp --destination 100.64.0.1/32 -j DROP'
];

describe('a fix for the prefixes or the adapter addresses', () => {
	it('has the effect in every range that the rules had in the one they named', () => {
		const rules = fc
			.tuple(
				fc.array(fc.constantFrom(...others), { maxLength: 6 }),
				fc.constantFrom(...naming),
				fc.nat(6)
			)
			.map(([lines, named, at]) => [...lines.slice(0, at), named, ...lines.slice(at)].join('\n'));
		fc.assert(
			fc.property(rules, (text) => {
				const before = report(text, 'eth0');
				for (const fix of before.named[0]?.tests[0]?.fixes ?? []) {
					if (fix.id === 'interface' || fix.id === 'except') continue;
					const after = gridOf(read(applyEdits(text, [fix.edit])).ruleSets.ipv4, 'eth0');
					for (const [index, { flow, cells }] of after.rows.entries()) {
						if (flow.kind !== 'needed') continue;
						const first = before.grid.rows[index]?.cells[0]?.outcome;
						expect(new Set(cells.map(({ outcome }) => outcome)), flow.id).toEqual(new Set([first]));
					}
				}
			}),
			{ numRuns: 15 }
		);
	}, 60_000);
});
