// ecn_tg, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv4/netfilter/ipt_ECN.c
import type { PacketChange } from '../extension';
import type { OptionUse } from '../ruleset';
import { needsOne, option, target, use } from './define';
import { none } from './types/none';
import { whole } from './types/whole';

const ECE = 0x40;
const CWR = 0x80;
const bit = whole({ high: 1 });
const remove = option('ecn-tcp-remove', none, 'Clears ECE and CWR of TCP.', {
	excludes: ['ecn-tcp-cwr', 'ecn-tcp-ece'],
	phrase: 'clearing ECE and CWR'
});
const ece = option('ecn-tcp-ece', bit, 'Sets or clears the ECE flag.', {
	excludes: ['ecn-tcp-remove'],
	phrase: 'setting ECE to $'
});
const cwr = option('ecn-tcp-cwr', bit, 'Sets or clears the CWR flag.', {
	excludes: ['ecn-tcp-remove'],
	phrase: 'setting CWR to $'
});
const ect = option('ecn-ip-ect', whole({ high: 3 }), 'Sets the two ECN bits of the IP header.', {
	phrase: 'setting those of the IP header to $'
});

/** Removal clears both flags, and is only shown if the IP bits are left alone; it overrides
 * flag options written before it. */
function normal(options: readonly OptionUse[]): readonly OptionUse[] {
	const zero = { kind: 'number', value: 0 } as const;
	const last = options.at(-1);
	if (last?.option === remove.name) return [last];
	const cleared = [ece, cwr].every((each) => each.in(options)?.value.value === 0);
	if (ect.in(options) && remove.in(options))
		return [
			use(ece, zero),
			use(cwr, zero),
			...options.filter(({ option: name }) => name === ect.name)
		];
	return cleared && !ect.in(options) ? [use(remove, { kind: 'none' })] : options;
}

export const ECN = target({
	name: 'ECN',
	families: ['ipv4'],
	summary: 'Changes the congestion notification of the packet.',
	options: [remove, ece, cwr, ect],
	tables: ['mangle'],
	check: needsOne(),
	normal,
	checkInKernel(options, { header }) {
		const changesTcp = remove.in(options) ?? ece.in(options) ?? cwr.in(options);
		if (!changesTcp || (header.protocol?.value === 6 && !header.protocol.inverted)) return [];
		return [
			{
				code: 'ecn-without-tcp',
				message: 'ECE and CWR are flags of TCP',
				help: 'Add -p tcp to the rule.'
			}
		];
	},
	effect(options) {
		const changes: PacketChange[] = [];
		const bits = ect.in(options)?.value.value;
		if (bits !== undefined) changes.push({ field: 'tos', mask: 3, xor: bits });
		let mask = 0;
		let xor = 0;
		for (const [each, flag] of [
			[ece, ECE],
			[cwr, CWR]
		] as const) {
			const wanted = remove.in(options) ? 0 : each.in(options)?.value.value;
			if (wanted === undefined) continue;
			mask |= flag;
			xor |= wanted === 1 ? flag : 0;
		}
		if (mask !== 0) changes.push({ field: 'tcpFlags', mask, xor });
		return { kind: 'change', changes };
	}
});
