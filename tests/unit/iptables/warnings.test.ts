import { describe, expect, it } from 'vitest';
import { explainRule, read, warnings } from '$lib/iptables';

/** `line code` of each warning, without those that any short rule set has. */
function codesOf(text: string, ...aside: readonly string[]): readonly string[] {
	return warnings(read(text))
		.filter(({ code }) => !aside.includes(code))
		.map(({ span, code }) => `${span.line} ${code}`);
}

describe('warnings', () => {
	it('warn about rules that only count', () => {
		expect(codesOf('iptables -I INPUT -p udp --dport 68')).toEqual(['1 no-target']);
		expect(codesOf('iptables -A INPUT -m recent --set')).toEqual([]);
	});
	it('warn about rules that can never match, and chains that no rule jumps to', () => {
		const text = 'iptables -N a\niptables -A a -i eth0 -j ACCEPT\niptables -A OUTPUT -j a';
		expect(codesOf(text)).toEqual(['2 never-matches']);
		expect(codesOf('iptables -N a\niptables -A a -j ACCEPT')).toEqual(['2 unreached-chain']);
	});
	it('warn about renaming a built-in chain', () => {
		const text = 'iptables -A INPUT -j DROP\niptables -E INPUT X\niptables -A INPUT -j ACCEPT';
		expect(codesOf(text, 'ipv6-open', 'ssh-locked-out')).toEqual(['2 renamed-built-in']);
	});
	it('warn about rules after one that matches everything', () => {
		const text =
			'iptables -A INPUT -s 10.0.0.0/8 -j ACCEPT\niptables -A INPUT -s 10.1.0.0/16 -j DROP';
		expect(codesOf(text, 'ipv6-open')).toEqual(['2 shadowed']);
		expect(codesOf('iptables -A OUTPUT -j ACCEPT\niptables -A OUTPUT -o lo -j DROP')).toEqual([
			'2 shadowed'
		]);
	});
	it.each([
		['-p tcp --dport 1:100 -j DROP', '-p tcp --dport 22 -j ACCEPT'],
		['-p tcp -m multiport --dports 22,80 -j DROP', '-p tcp -s 10.0.0.1 --dport 80 -j ACCEPT'],
		['! -s 10.0.0.0/8 -j DROP', '-s 11.0.0.0/8 -j ACCEPT'],
		['! -p tcp -j DROP', '-p udp -j ACCEPT'],
		['! -i eth0 -j DROP', '-i eth1 -j ACCEPT'],
		['-m iprange --src-range 10.0.0.1-10.0.0.9 -j DROP', '-s 10.0.0.8/31 -j ACCEPT'],
		['-p tcp --tcp-flags SYN,ACK SYN -j DROP', '-p tcp --syn -j ACCEPT'],
		['-m conntrack --ctstate NEW,INVALID -j DROP', '-m state --state NEW -j ACCEPT'],
		['-p icmp --icmp-type 8 -j DROP', '-p icmp --icmp-type echo-request -i eth0 -j ACCEPT'],
		['-j NFQUEUE --queue-bypass', '-j DROP']
	])('tell of a rule behind one that is wider: %s | %s', (first, second) => {
		const text = `iptables -A INPUT ${first}\niptables -A INPUT ${second}`;
		expect(codesOf(text, 'ipv6-open')).toEqual(['2 shadowed']);
	});
	it.each([
		['-p tcp --dport 22 -j DROP', '-p tcp --dport 1:100 -j ACCEPT'],
		['-p tcp --dport 22 -j DROP', '-p udp --dport 22 -j ACCEPT'],
		['-p tcp --dport 22 -j DROP', '-p tcp --sport 22 -j ACCEPT'],
		['! -s 10.0.0.0/8 -j DROP', '-s 8.0.0.0/5 -j ACCEPT'],
		['! -i eth+ -j DROP', '-i eth1 -j ACCEPT'],
		['-m conntrack --ctstate SNAT -j DROP', '-m state --state NEW -j ACCEPT'],
		['-m limit --limit 1/s -j ACCEPT', '-m limit --limit 1/s -j DROP'],
		['-m mark --mark 1 -j ACCEPT', '-m mark --mark 1 -j DROP'],
		['-p tcp -m tcp -j DROP', '-p tcp -j ACCEPT'],
		['-s nosuchhost.invalid -j DROP', '-s 10.0.0.1 -j ACCEPT'],
		['-p tcp --dport 22 -j LOG', '-p tcp --dport 22 -j DROP']
	])('are silent where some packets get through: %s | %s', (first, second) => {
		const text = `iptables -A INPUT ${first}\niptables -A INPUT ${second}`;
		expect(codesOf(text, 'ipv6-open')).toEqual([]);
	});
	it('warn about a rule after a jump to a chain from which nothing returns', () => {
		const chain = (...rules: string[]) =>
			['-N a', ...rules, '-A INPUT -s 10.0.0.0/8 -j a', '-A INPUT -s 10.1.0.0/16 -j LOG']
				.map((rule) => `iptables ${rule}`)
				.join('\n');
		const quiet = ['ipv6-open', 'no-target'];
		expect(codesOf(chain('-A a -p tcp -j ACCEPT', '-A a -j DROP'), ...quiet)).toEqual([
			'5 shadowed'
		]);
		expect(codesOf(chain('-A a -p tcp -j ACCEPT'), ...quiet)).toEqual([]);
		expect(codesOf(chain('-A a -p tcp -j RETURN', '-A a -j DROP'), ...quiet)).toEqual([]);
		expect(codesOf(chain('-N b', '-A b -j DROP', '-A a -g b'), ...quiet)).toEqual(['6 shadowed']);
		expect(codesOf(chain('-N b', '-A a -p tcp -g b', '-A a -j DROP'), ...quiet)).toEqual([]);
	});
	it('warn about rules for packets that no rule sends to their chain', () => {
		const text = [
			'iptables -N web',
			'iptables -A INPUT -p tcp --dport 80 -j web',
			'iptables -A INPUT -p tcp --dport 443 -i eth0 -j web',
			'iptables -A web -p udp -j ACCEPT',
			'iptables -A web -i eth1 -p tcp --dport 443 -j ACCEPT',
			'iptables -A web -p tcp -m multiport --dports 80,22 -j ACCEPT'
		].join('\n');
		expect(codesOf(text)).toEqual(['4 never-matches', '5 never-matches']);
		expect(codesOf(`${text}\niptables -A OUTPUT -j web`)).toEqual([]);
	});
	it('say what -F leaves', () => {
		expect(codesOf('iptables -F')).toEqual(['1 flush-leaves-policies', '1 flush-leaves-tables']);
	});
	it('say that IPv6 is left open', () => {
		expect(codesOf('iptables -A INPUT -j DROP')).toEqual(['1 ipv6-open']);
		expect(codesOf('iptables -A INPUT -j DROP\nip6tables -P INPUT DROP')).toEqual([]);
	});
	it('say that the commands cut off SSH half way', () => {
		const text = 'iptables -P INPUT DROP\niptables -A INPUT -p tcp --dport 22 -j ACCEPT';
		expect(codesOf(text, 'ipv6-open')).toEqual(['1 ssh-locked-out']);
		expect(codesOf(text.split('\n').reverse().join('\n'), 'ipv6-open')).toEqual([]);
	});
	it('say whose chain it is', () => {
		const text =
			'iptables -N ts-input\niptables -A INPUT -j ts-input\niptables -A ts-input -j ACCEPT';
		expect(codesOf(text)).toEqual(['3 owned-chain']);
	});
});

describe('every rule is one sentence', () => {
	it.each([
		['-p udp --dport 68', 'Only counts UDP packets to port 68; they go on to the next rule.'],
		['-i lo -j ACCEPT', 'Accepts packets that come in on lo.'],
		['-j DROP', 'Drops every packet.'],
		['-m comment --comment why -j DROP', 'Drops every packet (“why”).'],
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
