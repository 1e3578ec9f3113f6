// iprange_mt4, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_iprange.c
import type { FieldSet, Test } from '../evaluation';
import { match, needsOne, option } from './define';
import { ask, evaluation, given } from './evaluate';
import { signed } from './listing';
import { addressRange, printAddressRange, type RangeValue } from './types/address-range';

function sayAddresses(way: string, range: RangeValue): string {
	const text = printAddressRange(range);
	const [low] = text.split('-');
	return range.low === range.high
		? `${way} ${low}`
		: `${way} addresses ${text.replace('-', ' to ')}`;
}

const source = option('src-range', addressRange, 'Source address from one to another.', {
	invertible: true,
	says: (range) => sayAddresses('from', range)
});
const destination = option('dst-range', addressRange, 'Destination address from one to another.', {
	invertible: true,
	says: (range) => sayAddresses('to', range)
});

function test(field: 'src' | 'dst', range: RangeValue, inverted: boolean): Test {
	const { low, high } = range;
	const set: FieldSet =
		range.kind === 'addressRange4'
			? { kind: 'numbers', ranges: range.low > range.high ? [] : [[range.low, range.high]] }
			: { kind: 'bigs', ranges: range.low > range.high ? [] : [[range.low, range.high]] };
	return (packet) => {
		const address = packet[field];
		if (address === undefined) return ask(packet, field, set, inverted);
		return address !== null && (address >= low && address <= high) !== inverted;
	};
}

export const iprange = match({
	name: 'iprange',
	summary: 'Addresses in a range that need not be a prefix.',
	options: [source, destination],
	// Up to 1.4 the sign came before the words.
	listing: {
		pattern:
			/^(?:(! )?source IP range (! )?(\S+))?(?:(?:^|\s+)(! )?destination IP range (! )?(\S+))?/,
		words: ([oldSource, sourceSign, from, oldDestination, destinationSign, to]) => [
			...(from === undefined ? [] : signed(sourceSign ?? oldSource, '--src-range', from)),
			...(to === undefined ? [] : signed(destinationSign ?? oldDestination, '--dst-range', to))
		]
	},
	check: needsOne(),
	evaluate: evaluation(
		given(source, (range, inverted) => test('src', range, inverted)),
		given(destination, (range, inverted) => test('dst', range, inverted))
	)
});
