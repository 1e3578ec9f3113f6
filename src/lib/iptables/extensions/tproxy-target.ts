// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_TPROXY.c
import type { OptionUse } from '../ruleset';
import { option, use } from './define';
import { unknownTarget } from './side-target';
import { host } from './types/address';
import { masked } from './types/mark';
import { resolvedPort } from './types/port';

const port = option('on-port', resolvedPort, 'Port that the proxy listens on.', {
	mandatory: true,
	phrase: 'to port $'
});
const address = option('on-ip', host, 'Address that the proxy listens on.', { phrase: 'at $' });
const mark = option('tproxy-mark', masked({ always: true }), 'Mark that the packet gets.', {
	phrase: 'with mark $'
});

/** Address and mark are always shown: any address, and a mark that changes nothing. */
function normal(options: readonly OptionUse[], family: 'ipv4' | 'ipv6'): readonly OptionUse[] {
	const anywhere =
		family === 'ipv4'
			? ({ kind: 'address4', address: 0, mask: 0xffff_ffff } as const)
			: ({ kind: 'address6', address: 0n, mask: (1n << 128n) - 1n } as const);
	return [
		...options,
		...(address.in(options) ? [] : [use(address, anywhere)]),
		...(mark.in(options) ? [] : [use(mark, { kind: 'masked', value: 0, mask: 0 })])
	];
}

export const TPROXY = unknownTarget('the sockets of the proxy are not given', {
	name: 'TPROXY',
	// Without a socket that accepts it, the packet is dropped (xt_TPROXY.c, tproxy_tg4).
	outcomes: ['accept', 'drop'],
	summary: 'Hands the packet to a local proxy without changing it.',
	options: [port, address, mark],
	tables: ['mangle'],
	hooks: ['PREROUTING'],
	protocols: [6, 17],
	normal: (options, { family }) => normal(options, family)
});
