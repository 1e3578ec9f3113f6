// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_DSCP.c
import { needsOne, option, target } from './define';
import { dscp, dscpClass } from './types/tos';

const setDscp = option('set-dscp', dscp, 'Sets the DSCP, the upper six bits.', {
	excludes: ['set-dscp-class'],
	phrase: 'to $'
});
const setClass = option('set-dscp-class', dscpClass, 'Sets the DSCP by its DiffServ class.', {
	excludes: ['set-dscp'],
	rewrite: (use) => ({ ...use, option: setDscp.name })
});

export const DSCP = target({
	name: 'DSCP',
	summary: 'Sets the DiffServ code point; the walk goes on.',
	options: [setDscp, setClass],
	listing: {
		pattern: /^DSCP set (0x[0-9a-f]+)$/,
		words: ([bits = '']) => ['--set-dscp', bits]
	},
	tables: ['mangle'],
	check: needsOne(),
	effect(options) {
		const value = setDscp.in(options)?.value.value ?? 0;
		return { kind: 'change', changes: [{ field: 'tos', mask: 0xfc, xor: value << 2 }] };
	}
});
