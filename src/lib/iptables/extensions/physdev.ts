// physdev_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_physdev.c
import { match, needsOne, option } from './define';
import { always, evaluation } from './evaluate';
import { none } from './types/none';
import { bare, text } from './types/text';

const name = text({ argument: 'name', high: 15, print: bare });
const isIn = option('physdev-is-in', none, 'Came in by a bridge port.', {
	invertible: true,
	phrase: 'that came in by a bridge port'
});
const physIn = option('physdev-in', name, 'Bridge port it came in by.', {
	invertible: true,
	phrase: 'in by bridge port $'
});
const isOut = option('physdev-is-out', none, 'Leaves by a bridge port.', {
	invertible: true,
	phrase: 'that leave by a bridge port'
});
const physOut = option('physdev-out', name, 'Bridge port it leaves by.', {
	invertible: true,
	phrase: 'out by bridge port $'
});
const bridged = option('physdev-is-bridged', none, 'Is bridged, not routed.', {
	invertible: true,
	phrase: 'that are bridged'
});

export const physdev = match({
	name: 'physdev',
	summary: 'Bridge ports of the packet.',
	options: [isIn, physIn, isOut, physOut, bridged],
	check: needsOne(),
	checkInKernel(options, { hooks }) {
		const asksOut = physOut.in(options) ?? isOut.in(options);
		const onlyBridged = bridged.in(options);
		if (!asksOut || (onlyBridged && !onlyBridged.inverted) || !hooks.has('OUTPUT')) return [];
		return [
			{
				code: 'physdev-out',
				message: 'a packet of the host itself has no bridge port yet',
				help: 'Use it in FORWARD or POSTROUTING with --physdev-is-bridged.',
				option: physOut.name
			}
		];
	},
	evaluate: evaluation(
		// Bridges are not part of the host's description, so no packet is bridged: only negated
		// conditions match.
		always('', ({ options }) => {
			const outcome = options.every(({ inverted }) => inverted);
			return () => outcome;
		})
	)
});
