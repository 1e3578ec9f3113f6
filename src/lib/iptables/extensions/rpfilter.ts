// rpfilter_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv4/netfilter/ipt_rpfilter.c
import { isLinkLocal6 } from '../../net';
import type { Outcome, PacketView } from '../evaluation';
import { match, option } from './define';
import { always, evaluation, negate, unknown } from './evaluate';
import { none } from './types/none';

const loose = option('loose', none, 'Any interface will do.', { phrase: 'by any interface' });
const acceptLocal = option('accept-local', none, 'Lets local sources pass.', {
	phrase: 'also from local sources'
});
const invert = option('invert', none, 'Matches what fails the test.', {
	phrase: 'failing the test'
});

const broadcast = 0xffff_ffff;

/** A packet that requests an address has no source yet. Since Linux 5.3 the rest of 0.0.0.0/8 is treated
 * like other networks. */
function hasNoSource({ src, dst }: PacketView): boolean {
	if (typeof src === 'bigint') return src === 0n;
	if (src !== 0 || typeof dst !== 'number') return false;
	return dst === broadcast || dst >>> 8 === 0xe00000;
}

function test(packet: PacketView, anywhere: boolean, fromLocal: boolean): Outcome {
	const { src, in: device } = packet;
	if (src == null || device == null || !packet.routeTo)
		return unknown('the route back to the source is left open');
	if (device === 'lo' || hasNoSource(packet)) return true;
	// Every interface has link-local addresses of its own.
	const route = packet.routeTo(
		src,
		isLinkLocal6(src) ? { only: device } : anywhere ? undefined : { rather: device }
	);
	if (!route) return false;
	if (route.type === 'local') {
		if (typeof src === 'bigint' || !fromLocal) return fromLocal;
	} else if (route.type !== 'unicast') return false;
	return anywhere || route.device === device;
}

export const rpfilter = match({
	name: 'rpfilter',
	summary: 'A reply would leave by the interface that the packet came in by.',
	options: [
		loose,
		option('validmark', none, 'Uses the mark in the lookup.', { phrase: 'with the mark' }),
		acceptLocal,
		invert
	],
	tables: ['raw', 'mangle'],
	hooks: ['PREROUTING'],
	explain: (options) =>
		invert.in(options)
			? 'whose source could not be answered the same way'
			: 'whose source would be answered the same way',
	evaluate: evaluation(
		always('', ({ options }) => {
			const anywhere = loose.in(options) !== undefined;
			const fromLocal = acceptLocal.in(options) !== undefined;
			const inverted = invert.in(options) !== undefined;
			return (packet) => {
				const outcome = test(packet, anywhere, fromLocal);
				return inverted ? negate(outcome) : outcome;
			};
		})
	)
});
