// reject_tg_check: https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv4/netfilter/ipt_REJECT.c
import type { OptionType } from '../extension';
import type { ValueOf } from '../values';
import { option, target, use } from './define';
import { bad, good } from './types/result';

/** Names and aliases; an abbreviated word means the first of the list with that prefix. */
const types = {
	ipv4: [
		['icmp-net-unreachable', 'net-unreach'],
		['icmp-host-unreachable', 'host-unreach'],
		['icmp-proto-unreachable', 'proto-unreach'],
		['icmp-port-unreachable', 'port-unreach'],
		['icmp-net-prohibited', 'net-prohib'],
		['icmp-host-prohibited', 'host-prohib'],
		['tcp-reset', 'tcp-rst'],
		['icmp-admin-prohibited', 'admin-prohib']
	],
	ipv6: [
		['icmp6-no-route', 'no-route'],
		['icmp6-adm-prohibited', 'adm-prohibited'],
		['icmp6-addr-unreachable', 'addr-unreach'],
		['icmp6-port-unreachable', 'port-unreach'],
		['tcp-reset', 'tcp-reset'],
		['icmp6-policy-fail', 'policy-fail'],
		['icmp6-reject-route', 'reject-route']
	]
} as const;
const defaults = { ipv4: 'icmp-port-unreachable', ipv6: 'icmp6-port-unreachable' } as const;

const rejectType: OptionType<ValueOf<'text'>> = {
	argument: 'type',
	words: 1,
	is: (value) => value.kind === 'text',
	read(text, { family }) {
		const wanted = text.toLowerCase();
		const found = types[family].find((names) => names.some((name) => name.startsWith(wanted)));
		if (found) return good({ kind: 'text', text: found[0] });
		const names = types[family].map(([name]) => name).join(', ');
		return bad('bad-reject-type', `“${text}” is not a way to reject`, `Write one of ${names}.`);
	},
	print: ({ text }) => text,
	say: ({ text }) => text,
	suggestions: [...types.ipv4.map(([name]) => name), ...types.ipv6.map(([name]) => name)]
};
const rejectWith = option(
	'reject-with',
	rejectType,
	'The error that the sender gets; port unreachable by default.',
	{ phrase: 'with $' }
);

export const REJECT = target({
	name: 'REJECT',
	summary: 'Drops the packet and sends its sender an error.',
	options: [rejectWith],
	listing: {
		pattern: /^reject-with (\S+)$/,
		words: ([kind = '']) => ['--reject-with', kind]
	},
	tables: ['filter'],
	hooks: ['INPUT', 'FORWARD', 'OUTPUT'],
	normal: (options, { family }) =>
		options.length > 0 ? options : [use(rejectWith, { kind: 'text', text: defaults[family] })],
	checkInKernel(options, { header }) {
		const reset = rejectWith.in(options)?.value.text === 'tcp-reset';
		if (!reset || (header.protocol?.value === 6 && !header.protocol.inverted)) return [];
		return [
			{
				code: 'tcp-reset-without-tcp',
				message: 'tcp-reset answers TCP packets only',
				help: 'Add -p tcp to the rule.',
				option: rejectWith.name
			}
		];
	},
	effect: (options) => ({
		kind: 'reject',
		with: rejectWith.in(options)?.value.text ?? defaults.ipv4
	})
});
