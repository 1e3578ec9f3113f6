import { source } from '$lib/catalog';
import { correctedRules, publishedRules } from '$lib/examples';
import type { FileKind, Format, Instruction } from '../format';
import { beyondPacketFilter } from './linux-parts';

const file = (name: string): FileKind => ({
	name,
	lineEnd: '\n',
	encoding: 'utf-8',
	type: 'text/x-shellscript'
});

const undo: Instruction = {
	words: 'Save the rules first (first line or two), and load them to go back:',
	commands: [
		'sudo iptables-save > before.v4; sudo ip6tables-save > before.v6',
		'sudo iptables-restore < before.v4; sudo ip6tables-restore < before.v6'
	]
};

const verify: Instruction = {
	words:
		'The rules in force, with their counters; the Simulate page shows what they do to packets.',
	commands: ['sudo iptables -L -n -v --line-numbers', 'sudo ip6tables -L -n -v --line-numbers']
};

const article = { title: source.title, url: source.url };

const asLines = (text: string): readonly string[] => text.trimEnd().split('\n');

export const iptablesPublished: Format = {
	id: 'iptables-published',
	product: 'iptables',
	name: 'Hardening rules, as published',
	platforms: ['linux'],
	file: file('zscaler-hardening.sh'),
	sources: [article],
	caveats: [
		'The commands must be entered in this order.',
		'They cover 100.64.0.1 only: once Client Connector has moved to another of its twenty ranges, new connections to its adapter are dropped. The Shift page shows where.',
		'The two DHCP rules have no target: they count packets and decide nothing.',
		'iptables -F keeps policies and the other tables, and nothing here is about IPv6.'
	],
	write: (selection) => ({
		lines: selection.linux ? asLines(publishedRules) : [],
		left: beyondPacketFilter(selection),
		undo,
		verify
	})
};

export const iptablesCorrected: Format = {
	id: 'iptables-corrected',
	product: 'iptables',
	name: 'Hardening rules, corrected for all twenty ranges',
	platforms: ['linux'],
	file: file('zscaler-hardening-corrected.sh'),
	sources: [
		article,
		{
			title: 'iptables-extensions(8)',
			url: 'https://man7.org/linux/man-pages/man8/iptables-extensions.8.html'
		}
	],
	caveats: [
		'Changed from what is published: the adapter in 100.64.0.0/12 and 100.80.0.0/14, exactly the twenty ranges; a DHCP rule that decides; policies that are set; IPv6. This is our reading, not Zscaler’s.',
		'zcctun0, the name of the adapter, is from field reports and not from the article: compare it with ip addr.',
		'It flushes the filter table of both families: other tools’ rules there are gone.'
	],
	write: (selection) => ({
		lines: selection.linux ? asLines(correctedRules) : [],
		left: beyondPacketFilter(selection),
		undo,
		verify
	})
};
