import { cgnatCover, source } from '$lib/catalog';
import type { Format, Instruction } from '../format';
import { beyondPacketFilter } from './linux-parts';

const manual = {
	title: 'nft(8)',
	url: 'https://www.netfilter.org/projects/nftables/manpage.html'
};

const article = { title: source.title, url: source.url };

/**
 * The ten commands, in their order, as iptables-nft adds them: in the table that it calls filter,
 * with a counter in every rule. `insert` is -I, `add` is -A.
 */
const published: readonly string[] = [
	'#!/usr/sbin/nft -f',
	'add table ip filter',
	'add chain ip filter INPUT { type filter hook input priority filter; policy accept; }',
	'add chain ip filter OUTPUT { type filter hook output priority filter; policy accept; }',
	'flush table ip filter',
	'insert rule ip filter OUTPUT counter accept',
	'add rule ip filter INPUT iifname "lo" counter accept',
	'insert rule ip filter INPUT ip daddr 100.64.0.1 counter accept',
	'insert rule ip filter INPUT udp dport 68 counter',
	'insert rule ip filter OUTPUT udp dport 67 counter',
	'add rule ip filter INPUT tcp dport 22 counter accept',
	'add rule ip filter OUTPUT tcp sport 22 counter accept',
	'add rule ip filter INPUT ct state established,related counter accept',
	'add rule ip filter INPUT counter drop'
];

/** A table of its own, for both families: loading it again replaces it, and nothing else is touched. */
const corrected: readonly string[] = [
	'#!/usr/sbin/nft -f',
	'add table inet client_connector_host',
	'delete table inet client_connector_host',
	'table inet client_connector_host {',
	'\tchain input {',
	'\t\ttype filter hook input priority filter; policy drop;',
	'\t\tct state established,related accept',
	'\t\tiifname "lo" accept',
	`\t\tiifname "zcctun0" ip daddr { ${cgnatCover.join(', ')} } accept`,
	'\t\tmeta nfproto ipv4 udp sport 67 udp dport 68 accept',
	'\t\tmeta l4proto ipv6-icmp accept',
	'\t\tip6 saddr fe80::/10 udp dport 546 accept',
	'\t\ttcp dport 22 accept',
	'\t}',
	'}'
];

const verify = (table: string): Instruction => ({
	words: 'Check the file without loading it, then list what is in force:',
	commands: ['sudo nft -c -f FILE', `sudo nft list table ${table}`]
});

export const nftPublished: Format = {
	id: 'nft-published',
	product: 'nftables',
	name: 'Hardening rules, as published',
	platforms: ['linux'],
	file: { name: 'zscaler-hardening.nft', lineEnd: '\n', encoding: 'utf-8', type: 'text/plain' },
	sources: [article, manual],
	caveats: [
		'The article gives iptables commands; this is what they amount to in nft, in the table that iptables-nft uses.',
		'It covers 100.64.0.1 only, the DHCP rules decide nothing, and IPv6 is left open, as published.',
		'Unlike the commands, which flush the rules one command before they add new ones, the file is loaded as a whole or not at all.'
	],
	write: (selection) => ({
		lines: selection.linux ? published : [],
		left: beyondPacketFilter(selection),
		undo: {
			words: 'Save first (first line), and load it to go back:',
			commands: [
				'sudo nft list ruleset > before.nft',
				'sudo nft flush ruleset; sudo nft -f before.nft'
			]
		},
		verify: verify('ip filter')
	})
};

export const nftCorrected: Format = {
	id: 'nft-corrected',
	product: 'nftables',
	name: 'Hardening rules, corrected for all twenty ranges',
	platforms: ['linux'],
	file: {
		name: 'zscaler-hardening-corrected.nft',
		lineEnd: '\n',
		encoding: 'utf-8',
		type: 'text/plain'
	},
	sources: [article, manual],
	caveats: [
		'Changed from what is published: the adapter in 100.64.0.0/12 and 100.80.0.0/14, exactly the twenty ranges; a DHCP rule that decides; IPv6. This is our reading, not Zscaler’s.',
		'zcctun0, the name of the adapter, is from field reports and not from the article: compare it with ip addr.',
		'A packet must be accepted by every table: rules of other tools at the same hook still count.'
	],
	write: (selection) => ({
		lines: selection.linux ? corrected : [],
		left: beyondPacketFilter(selection),
		undo: {
			words: 'It is a table of its own, so one command removes it:',
			commands: ['sudo nft delete table inet client_connector_host']
		},
		verify: verify('inet client_connector_host')
	})
};
