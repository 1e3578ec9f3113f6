// Options: https://git.netfilter.org/iptables/tree/extensions/libip6t_srh.c
import { mask6, parseIpv6, printMasked6, masked6, ipv6 } from '../../net';
import type { OptionType } from '../extension';
import type { OptionUse } from '../ruleset';
import type { ValueOf } from '../values';
import { hasExtensionHeader, insideHeader } from './bytes';
import { match, option } from './define';
import { always, evaluation } from './evaluate';
import { hostMask } from './types/address';
import { whole } from './types/whole';

const invertible = { invertible: true } as const;
const octet = whole({ high: 255 });
const compare = (name: string, what: string) =>
	(['eq', 'gt', 'lt'] as const).map((operation) => {
		const how = { eq: '', gt: 'above ', lt: 'below ' }[operation];
		return option(`${name}-${operation}`, octet, `${what} ${how}this.`, {
			...invertible,
			phrase: `with ${what.toLowerCase()} ${how}$`
		});
	});

/** Like other masked addresses, but the mask is always shown. */
const prefix: OptionType<ValueOf<'address6'>> = {
	argument: 'address[/mask]',
	words: 1,
	is: (value) => value.kind === 'address6',
	read(text, context) {
		const result = hostMask.read(text, context);
		if (!result.ok) return result;
		if (result.value.kind === 'address6') return { ok: true, value: result.value };
		return {
			ok: true,
			value: { kind: 'address6', address: parseIpv6('::') ?? 0n, mask: mask6(0) }
		};
	},
	print: ({ address, mask }) =>
		printMasked6({ address: ipv6(address), mask: masked6(ipv6(mask), ipv6(mask)).mask }),
	say: (value, context) => prefix.print(value, context)
};

/** Options that compare one field share one number: that of the last option. */
function normal(options: readonly OptionUse[]): readonly OptionUse[] {
	const field = (name: string) => name.replace(/-(eq|gt|lt)$/, '');
	return options.map((use) => {
		const last = options.findLast((other) => field(other.option) === field(use.option));
		return last ? { ...use, value: last.value } : use;
	});
}

const header = { number: 43, name: 'segment routing', least: 8 };

export const srh = match({
	name: 'srh',
	families: ['ipv6'],
	summary: 'Segment routing header of IPv6.',
	implies: 'with a segment routing header',
	options: [
		option('srh-next-hdr', octet, 'Header that follows.', {
			...invertible,
			phrase: 'followed by header $'
		}),
		...compare('srh-hdr-len', 'Length of the header'),
		...compare('srh-segs-left', 'Segments left'),
		...compare('srh-last-entry', 'Last entry'),
		option('srh-tag', whole({ high: 65_535 }), 'Tag of the header.', {
			...invertible,
			phrase: 'with tag $'
		}),
		option('srh-psid', prefix, 'Previous segment.', { ...invertible, phrase: 'from segment $' }),
		option('srh-nsid', prefix, 'Next segment.', { ...invertible, phrase: 'to segment $' }),
		option('srh-lsid', prefix, 'Last segment.', { ...invertible, phrase: 'with last segment $' })
	],
	normal,
	evaluate: evaluation(
		always('', () => hasExtensionHeader(header)),
		always('', () => () => insideHeader(header.name))
	)
});
