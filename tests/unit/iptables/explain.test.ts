import { describe, expect, it } from 'vitest';
import { explainRule, read, type Family } from '$lib/iptables';

function explained(rule: string, family: Family = 'ipv4', table = 'filter', chain = 'INPUT') {
	const { ruleSets } = read(`*${table}\n-A ${chain} ${rule}\nCOMMIT\n`, { kind: 'save', family });
	const tables = ruleSets[family].tables.find(({ name }) => name === table);
	const [only] = tables?.chains.find(({ name }) => name === chain)?.rules ?? [];
	return only ? explainRule(only, { family, backend: 'nft' }) : undefined;
}

describe('a rule in one sentence', () => {
	it.each([
		['-p tcp --dport 22 -j ACCEPT', 'Accepts TCP packets to port 22.'],
		['-m time --timestart 08:05 -j DROP', 'Drops packets between 08:05:00 and 23:59:59.'],
		[
			'-m time --weekdays Mon,Tue,Wed,Thu,Fri --monthdays 1,3 -j DROP',
			'Drops packets on day 1 or 3 of the month, on Mon to Fri.'
		],
		['-m set --match-set office src -j ACCEPT', 'Accepts packets whose source is in set office.'],
		[
			'-m set ! --match-set pairs src,dst --packets-gt 5 -j DROP',
			'Drops packets except those whose source and destination are in set pairs, whose entry has counted more than 5 packets.'
		],
		[
			'-m recent --update --seconds 60 --hitcount 4 --name ssh -j DROP',
			'Drops packets whose source is on list “ssh”, seen at least 4 times within 60 seconds, which is noted anew.'
		],
		[
			'-m recent ! --rcheck --name ssh --rdest -j DROP',
			'Drops packets except those whose destination is on list “ssh”.'
		],
		[
			'-m connlimit --connlimit-above 5 --connlimit-mask 24 -j DROP',
			'Drops packets with more than 5 connections from the same source /24 open.'
		],
		[
			'-m rateest --rateest e ! --rateest-lt --rateest-bps 8kbit -j DROP',
			'Drops packets while the rate of estimator “e” is not below 8000bit.'
		],
		['-m iprange --src-range 192.0.2.7 -j DROP', 'Drops packets from 192.0.2.7.'],
		['-j LOG --log-prefix "new "', 'Logs every packet with prefix “new ”.'],
		['-j NFQUEUE --queue-num 5', 'Hands every packet to a program that decides, in queue 5.'],
		[
			'-j SET --add-set seen src',
			'Changes ipsets by every packet, adding their source to set seen.'
		]
	])('%s', (rule, sentence) => {
		expect(explained(rule)).toBe(sentence);
	});

	it.each([
		['-m ah --ahlen 0 -j DROP', 'Drops packets with an AH header.'],
		['-m frag --fragfirst -j DROP', 'Drops packets that are the first fragment.']
	])('of IPv6: %s', (rule, sentence) => {
		expect(explained(rule, 'ipv6')).toBe(sentence);
	});

	it.each([
		['-p tcp -j REDIRECT', 'Redirects TCP packets to the host itself.'],
		[
			'-p tcp --dport 80 -j REDIRECT --to-ports 8080',
			'Redirects TCP packets to port 80 to the host itself, to port 8080.'
		],
		[
			'-p tcp -j DNAT --to-destination 192.0.2.1:80 --persistent',
			'Translates the destination of TCP packets, to 192.0.2.1:80, with the same address for each client.'
		]
	])('of translation: %s', (rule, sentence) => {
		expect(explained(rule, 'ipv4', 'nat', 'PREROUTING')).toBe(sentence);
	});

	it.each([
		['-j TTL --ttl-set 5', 'Changes the TTL of every packet, to 5.'],
		['-j CONNMARK --restore-mark', 'Marks every packet as the connection is marked.'],
		[
			'-p tcp -j HMARK --hmark-src-prefix 24 --hmark-sport-mask 0xff --hmark-mod 10 --hmark-rnd 1',
			'Marks TCP packets with a hash, from 0 to 9, over source /24, source port under mask 0x00ff, with seed 1.'
		]
	])('of changes: %s', (rule, sentence) => {
		expect(explained(rule, 'ipv4', 'mangle', 'PREROUTING')).toBe(sentence);
	});
});
