// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_NFLOG.c
import type { OptionUse } from '../ruleset';
import { option } from './define';
import { sideTarget } from './side-target';
import { text } from './types/text';
import { whole } from './types/whole';

const number = whole({ high: 0xffff_ffff });
const short = whole({ high: 0xffff });
const longest = { legacy: 63, nft: 127 } as const;

const prefix = option(
	'nflog-prefix',
	text({ argument: 'prefix', low: 1, cut: longest.nft }),
	'Text before each message, up to 63 octets, with nft 127.',
	{ phrase: 'with prefix $' }
);
const group = option('nflog-group', short, 'Group that listens.', {
	phrase: 'in group $',
	rewrite: (use) => (use.value.kind === 'number' && use.value.value === 0 ? undefined : use)
});
const size = option('nflog-size', number, 'How many octets of the packet are handed over.', {
	excludes: ['nflog-range'],
	phrase: 'the first $ octets'
});
const range = option('nflog-range', number, 'Has never worked.', {
	excludes: ['nflog-size'],
	// nft has nowhere to store it.
	rewrite: (use, { backend }) =>
		backend === 'nft' || (use.value.kind === 'number' && use.value.value === 0) ? undefined : use
});
const threshold = option('nflog-threshold', short, 'Packets handed over at once.', {
	phrase: '$ at a time',
	rewrite: (use) => (use.value.kind === 'number' && use.value.value === 0 ? undefined : use)
});

export const NFLOG = sideTarget({
	name: 'NFLOG',
	summary: 'Hands the packet to a logging program; the walk goes on.',
	options: [prefix, group, range, size, threshold],
	check: (options) =>
		prefix.in(options)?.value.text.includes('\n')
			? [
					{
						code: 'newline-in-prefix',
						message: 'the prefix has a line break',
						help: 'Remove it.',
						option: prefix.name
					}
				]
			: [],
	normal: (options, { backend }) =>
		options.map((use): OptionUse => {
			if (use.option !== prefix.name || use.value.kind !== 'text') return use;
			return { ...use, value: { kind: 'text', text: use.value.text.slice(0, longest[backend]) } };
		})
});
