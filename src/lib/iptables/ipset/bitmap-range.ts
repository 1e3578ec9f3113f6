/** The range of a bitmap. Source: bitmap_ip_create, bitmap_ipmac_create and bitmap_port_create in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/ipset */
import { mask4, networkOf } from '../../net';
import type { CreateDraft } from './create-options';
import { refusal, type SetRefusal } from './refusal';
import type { SetType } from './types';

type Range = { readonly low: number; readonly high: number };

const mostElements = 65_536;
const whole = 0xffff_ffff;

/** A bitmap must have a range. */
export function rangeMissing({ from, to, length }: CreateDraft): SetRefusal | undefined {
	if (from !== undefined && (to ?? length) !== undefined) return undefined;
	return refusal(
		'set-no-range',
		'A bitmap needs the range of its elements.',
		'Add range first-last, or of addresses range address/length.'
	);
}

function endsOf({ from = 0, to, length }: CreateDraft): Range | SetRefusal {
	if (to !== undefined) return { low: Math.min(from, to), high: Math.max(from, to) };
	if (length === undefined || length >= 32)
		return refusal('set-length', 'This is a single address.', 'Write a shorter prefix length.');
	const low = Number(networkOf(from, length));
	return { low, high: low + 2 ** (32 - length) - 1 };
}

/** The length of the prefix that equals the range; 0 if there is none. */
function prefixOf({ low, high }: Range): number {
	for (let length = 31; length > 0; length--)
		if ((high & mask4(length)) >>> 0 === low) return length;
	return 0;
}

export function bitmapRange({ name }: SetType, draft: CreateDraft): Range | SetRefusal {
	const ends = endsOf(draft);
	if ('help' in ends || name === 'bitmap:port') return ends;
	const { netmask = 32 } = draft;
	const low = Number(networkOf(ends.low, netmask));
	const high = (ends.high | ~mask4(netmask)) >>> 0;
	let elements = high - low + 1;
	if (netmask < 32) {
		const length = prefixOf({ low, high });
		if ((length === 0 && (low !== 0 || high !== whole)) || netmask <= length)
			return refusal(
				'set-range-netmask',
				'With this netmask, the range has to be one network, of more than one element.',
				'Write the range as address/length, with a length below the netmask.'
			);
		elements = 2 ** (netmask - length);
	}
	if (elements > mostElements)
		return refusal(
			'set-range-too-large',
			'The range is too large for a bitmap.',
			`A bitmap has at most ${mostElements} elements: take a smaller range, or a hash.`
		);
	return { low, high };
}
