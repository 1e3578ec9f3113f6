// Options: https://git.netfilter.org/iptables/tree/extensions/libip6t_rt.c
import type { Complaint, OptionType } from '../extension';
import type { OptionUse } from '../ruleset';
import type { ValueOf } from '../values';
import { ipv6, parseIpv6, printIpv6 } from '../../net';
import { extensionLength, extensionNumber, hasExtensionHeader, insideHeader } from './bytes';
import { match, option } from './define';
import { always, evaluation, given } from './evaluate';
import { none } from './types/none';
import { bad, good } from './types/result';
import { unlessAll, whole, wholeRange } from './types/whole';

const max = 0xffff_ffff;
const mostAddresses = 16;

const addressList: OptionType<ValueOf<'words'>> = {
	argument: 'address[,...]',
	words: 1,
	is: (value) => value.kind === 'words',
	read(text) {
		const addresses = text.split(',').map(parseIpv6);
		const printed = addresses
			.filter((address) => address !== undefined)
			.map((address) => printIpv6(ipv6(address)));
		return printed.length < addresses.length || printed.length > mostAddresses
			? bad(
					'bad-address-list',
					`“${text}” is not a list of up to 16 IPv6 addresses`,
					'Write them with commas.'
				)
			: good({ kind: 'words', words: printed });
	},
	print: ({ words }) => words.join(','),
	say: ({ words }) => words.join(', ')
};

const type = option('rt-type', whole({ high: max }), 'Type of the routing header.', {
	invertible: true,
	phrase: 'with a routing header of type $'
});
const segments = option('rt-segsleft', wholeRange(max), 'Segments left to visit.', {
	invertible: true,
	phrase: 'with $ segments left',
	rewrite: unlessAll(max)
});
const length = option('rt-len', whole({ high: max }), 'Length of the header in octets.', {
	invertible: true,
	phrase: 'with a routing header of $ octets'
});
const reserved = option('rt-0-res', none, 'Type 0: the reserved field is zero.', {
	phrase: 'with a reserved field of zero'
});
const addresses = option('rt-0-addrs', addressList, 'Type 0: the addresses to visit.', {
	phrase: 'visiting $'
});
const loose = option('rt-0-not-strict', none, 'Type 0: the list is only a beginning.', {
	phrase: 'among others'
});

/** Options that only apply to a type 0 header must come after --rt-type 0. */
function check(options: readonly OptionUse[]): readonly Complaint[] {
	const found: Complaint[] = [];
	for (const [i, { option: name }] of options.entries()) {
		const before = options.slice(0, i);
		const given = type.in(before);
		const isZero = given?.value.value === 0 && !given.inverted;
		const needs =
			((name === reserved.name || name === addresses.name) && !isZero) ||
			(name === loose.name && !addresses.in(before));
		if (needs)
			found.push({
				code: 'option-order',
				message: `--${name} must come after ${name === loose.name ? '--rt-0-addrs' : '--rt-type 0'}`,
				help: 'Write that first.',
				option: name
			});
	}
	return found;
}

const header = { number: 43, name: 'routing', least: 4 };

export const rt = match({
	name: 'rt',
	families: ['ipv6'],
	summary: 'Routing header of IPv6.',
	implies: 'with a routing header',
	options: [type, segments, length, reserved, addresses, loose],
	check,
	evaluate: evaluation(
		always('', () => hasExtensionHeader(header)),
		given(segments, (range, inverted) =>
			extensionNumber(header, (view) => view.getUint8(3), range, inverted)
		),
		given(length, ({ value }, inverted) => extensionLength(header, value, inverted)),
		given(type, ({ value }, inverted) =>
			extensionNumber(header, (view) => view.getUint8(2), { low: value, high: value }, inverted)
		),
		given(reserved, () =>
			extensionNumber(header, (view) => view.getUint32(4), { low: 0, high: 0 }, false)
		),
		given(addresses, () => () => insideHeader(header.name))
	)
});
