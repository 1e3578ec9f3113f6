import { describe, expect, it } from 'vitest';
import { explainRule, read, warnings } from '$lib/iptables';

/** `line code` of each warning, without those that any short rule set has. */
function told(text: string, ...aside: readonly string[]): readonly string[] {
	return warnings(read(text))
		.filter(({ code }) => !aside.includes(code))
		.map(({ span, code }) => `${span.line} ${code}`);
}

describe('warnings', () => {
	it('tell of rules that only count', () => {
		expect(told('iptables -I INPUT -p udp --dport 68')).toEqual(['1 no-target']);
		expect(told('iptables -A INPUT -m recent --set')).toEqual([]);
	});
	it('tell of rules that can never match, and chains that nothing leads to', () => {
		const text = 'iptables -N a\niptables -A a -i eth0 -j ACCEPT\niptables -A OUTPUT -j a';
		expect(told(text)).toEqual(['2 never-matches']);
		expect(told('iptables -N a\niptables -A a -j ACCEPT')).toEqual(['2 unreached-chain']);
	});
	it('tell of rules behind one that takes everything', () => {
		const text =
			'iptables -A INPUT -s 10.0.0.0/8 -j ACCEPT\niptables -A INPUT -s 10.1.0.0/16 -j DROP';
		expect(told(text, 'ipv6-open')).toEqual(['2 shadowed']);
		expect(told('iptables -A OUTPUT -j ACCEPT\niptables -A OUTPUT -o lo -j DROP')).toEqual([
			'2 shadowed'
		]);
	});
	it('tell what -F leaves', () => {
		expect(told('iptables -F')).toEqual(['1 flush-leaves-policies', '1 flush-leaves-tables']);
	});
	it('tell that IPv6 is left open', () => {
		expect(told('iptables -A INPUT -j DROP')).toEqual(['1 ipv6-open']);
		expect(told('iptables -A INPUT -j DROP\nip6tables -P INPUT DROP')).toEqual([]);
	});
	it('tell that SSH is cut off on the way', () => {
		const text = 'iptables -P INPUT DROP\niptables -A INPUT -p tcp --dport 22 -j ACCEPT';
		expect(told(text, 'ipv6-open')).toEqual(['1 ssh-locked-out']);
		expect(told(text.split('\n').reverse().join('\n'), 'ipv6-open')).toEqual([]);
	});
	it('tell whose chain it is', () => {
		const text =
			'iptables -N ts-input\niptables -A INPUT -j ts-input\niptables -A ts-input -j ACCEPT';
		expect(told(text)).toEqual(['3 owned-chain']);
	});
});

describe('every rule is one sentence', () => {
	it.each([
		['-p udp --dport 68', 'Only counts UDP packets to port 68; they go on to the next rule.'],
		['-i lo -j ACCEPT', 'Accepts packets that come in on lo.'],
		['-j DROP', 'Drops every packet.'],
		[
			'! -s 10.0.0.0/8 -p tcp --dport 22 -j REJECT',
			'Rejects TCP packets not from 10.0.0.0/8, to port 22, with icmp-port-unreachable.'
		]
	])('%s', (rule, sentence) => {
		const [table] = read(`iptables -A INPUT ${rule}`).ruleSets.ipv4.tables;
		const found = table?.chains[0]?.rules[0];
		expect(found && explainRule(found, { family: 'ipv4', backend: 'nft' })).toBe(sentence);
	});
});
