/** What `-j SNPT` and `-j DNPT` have in common: stateless prefix translation (RFC 6296). */
import { ipv6, maskLength6, printIpv6 } from '../../net';
import type { OptionType, TargetExtension } from '../extension';
import type { Hook, OptionUse } from '../ruleset';
import type { ValueOf } from '../values';
import { option } from './define';
import { unknownTarget } from './side-target';
import { hostMask } from './types/address';
import { bad, good } from './types/result';

const lengthOf = ({ mask }: ValueOf<'address6'>) => maskLength6(ipv6(mask)) ?? 0;

const prefix: OptionType<ValueOf<'address6'>> = {
	argument: 'address/length',
	words: 1,
	is: (value) => value.kind === 'address6',
	read(text, context) {
		const result = hostMask.read(text, context);
		if (!result.ok) return result;
		return result.value.kind === 'address6'
			? good(result.value)
			: bad('wrong-family', `“${text}” is not an IPv6 prefix`, 'Write it as 2001:db8::/64.');
	},
	print: (value) => `${printIpv6(ipv6(value.address))}/${lengthOf(value)}`,
	say: (value, context) => prefix.print(value, context)
};
const source = option('src-pfx', prefix, 'Prefix to translate from.', {
	mandatory: true,
	phrase: 'from $'
});
const destination = option('dst-pfx', prefix, 'Prefix to translate to.', {
	mandatory: true,
	phrase: 'to $'
});

/** Prefixes are at most 64 bits long, with no host bits set. */
function fits(options: readonly OptionUse[]): boolean {
	return [source, destination].every((each) => {
		const value = each.in(options)?.value;
		return !value || (lengthOf(value) <= 64 && (value.address & ~value.mask) === 0n);
	});
}

export function prefixTranslation(
	name: 'SNPT' | 'DNPT',
	what: 'source' | 'destination',
	hooks: readonly Hook[]
): TargetExtension {
	return unknownTarget('translation of prefixes without state is not simulated', {
		name,
		// It drops packets that it can't translate (ip6t_NPT.c).
		outcomes: ['continue', 'drop'],
		families: ['ipv6'],
		summary: `Translates the prefix of the ${what}, without state.`,
		options: [source, destination],
		tables: ['mangle'],
		hooks,
		checkInKernel: (options) =>
			fits(options)
				? []
				: [
						{
							code: 'bad-prefix',
							message: 'the prefix is longer than 64 bits, or has bits beyond its length',
							help: 'Write a prefix such as 2001:db8::/48.'
						}
					]
	});
}
