// tcp_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_tcpudp.c
import type { ReadContext } from '../extension';
import type { OptionUse } from '../ruleset';
import type { ValueOf } from '../values';
import { match, option, printer } from './define';
import {
	destinationPortIn,
	evaluation,
	given,
	hasHeader,
	isNativeInNft,
	hotdrop,
	maskedIs,
	sourcePortIn,
	unknown,
	always
} from './evaluate';
import { listedPorts, portWords, signed } from './listing';
import { none } from './types/none';
import { keptPorts, portRange, sayPorts } from './types/port';
import { tcpFlags as flagsType } from './types/tcp-flags';
import { whole } from './types/whole';

const FIN_SYN_RST_ACK = 0x17;
const SYN = 0x02;

const sport = option('sport', portRange('tcp'), 'Source port or range of ports.', {
	aliases: ['source-port'],
	invertible: true,
	says: sayPorts('from'),
	rewrite: keptPorts
});
const dport = option('dport', portRange('tcp'), 'Destination port or range of ports.', {
	aliases: ['destination-port'],
	invertible: true,
	says: sayPorts('to'),
	rewrite: keptPorts
});
const tcpOption = option(
	'tcp-option',
	whole({ low: 1, high: 255 }),
	'The TCP header has an option of this number.',
	{ invertible: true, phrase: 'with TCP option $' }
);
const tcpFlags = option(
	'tcp-flags',
	flagsType,
	'Of the flags in the first list, exactly those in the second are set.',
	{
		invertible: true,
		excludes: ['syn'],
		phrase: 'with $',
		rewrite: (use) => (isEmpty(use) && use.value.set === 0 && !use.inverted ? undefined : use)
	}
);
const syn = option('syn', none, 'SYN is set, and ACK, RST and FIN are not: a connection opens.', {
	invertible: true,
	excludes: ['tcp-flags'],
	rewrite: ({ inverted }) => ({
		option: tcpFlags.name,
		inverted,
		value: { kind: 'flags', mask: FIN_SYN_RST_ACK, set: SYN }
	})
});

/** A test with an empty flag mask. */
function isEmpty(use: OptionUse): use is OptionUse & { readonly value: ValueOf<'flags'> } {
	return use.value.kind === 'flags' && use.value.mask === 0;
}

/** iptables-nft makes no expression for an empty flag mask, if it uses its own expressions
 * for the match. */
function normal(options: readonly OptionUse[], { backend }: ReadContext): readonly OptionUse[] {
	if (backend === 'legacy' || !options.some(isEmpty) || tcpOption.in(options)) return options;
	const kept = options.filter((use) => !isEmpty(use));
	return kept.length > 0 ? kept : options;
}

function vanishes(options: readonly OptionUse[], { backend, header }: ReadContext): boolean {
	return (
		backend === 'nft' &&
		header.protocol?.value === 6 &&
		options.length > 0 &&
		options.every(isEmpty)
	);
}

const badOptions = hotdrop('the TCP header is shorter than it must be');

/** tcp_find_option: walks the options as the kernel does, one octet for kinds 0 and 1. */
function findOption(options: Uint8Array, wanted: number): boolean {
	for (let i = 0; i < options.length;) {
		if (options[i] === wanted) return true;
		const kind = options[i] ?? 0;
		i += kind < 2 ? 1 : (options[i + 1] ?? 0) || 1;
	}
	return false;
}

const flagBits = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'];

/** `0x17` of a listing as the list of flags; without -n it already is one. */
function listedFlags(shown: string): string {
	if (!shown.startsWith('0x')) return shown;
	const bits = Number(shown);
	return flagBits.filter((_, place) => (bits & (1 << place)) !== 0).join(',') || 'NONE';
}

const options = [sport, dport, tcpOption, tcpFlags, syn];
const printed = printer({ options });

export const tcp = match({
	name: 'tcp',
	summary: 'Ports, flags and options of TCP.',
	options,
	protocols: [6],
	loadedBy: 6,
	listing: {
		pattern: new RegExp(
			String.raw`^tcp${listedPorts}(?:\s+option=(!?)(\d+))?(?:\s+flags:(!?)([^\s/]+)/(\S+))?`
		),
		words: ([a, b, c, d, optionSign, kind, flagSign, mask, set = '']) => [
			...portWords([a, b, c, d]),
			...(kind === undefined ? [] : signed(optionSign, '--tcp-option', kind)),
			...(mask === undefined
				? []
				: signed(flagSign, '--tcp-flags', listedFlags(mask), listedFlags(set)))
		]
	},
	normal,
	vanishes,
	print: (uses, context) =>
		printed(
			uses.filter((use) => use.inverted || !isEmpty(use)),
			context
		),
	evaluate: evaluation(
		always('', (match) =>
			hasHeader('TCP', 20, { dropOffsetOne: true, native: isNativeInNft(match) })
		),
		given(sport, ({ low, high }, inverted) => sourcePortIn(low, high, inverted)),
		given(dport, ({ low, high }, inverted) => destinationPortIn(low, high, inverted)),
		given(tcpFlags, ({ mask, set }, inverted) => maskedIs('tcpFlags', mask, set, inverted)),
		given(tcpOption, ({ value }, inverted) => (packet) => {
			const { tcpOptions } = packet;
			if (tcpOptions === undefined) return unknown('the options of the TCP header are not given');
			return tcpOptions === null ? badOptions : findOption(tcpOptions, value) !== inverted;
		})
	)
});
