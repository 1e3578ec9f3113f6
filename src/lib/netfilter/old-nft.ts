/**
 * How iptables-nft 1.8.9 (Debian 12) mistranslates some rules, fixed by 1.8.11:
 * - a negated match-all is lost: `! -s 0/0` and `! --dport 0:65535` always match;
 * - `! --sport 1 ! --dport 2` becomes one comparison, which only refuses packets with both ports.
 *   https://git.netfilter.org/iptables/tree/iptables/nft.c, add_nft_tcpudp
 */
import type {
	HeaderMatch,
	Invertible,
	MaskedAddress,
	Match,
	OptionUse,
	Rule,
	Test
} from '../iptables';

function isEverything(side: Invertible<MaskedAddress> | undefined): boolean {
	return side !== undefined && side.inverted && (side.value.mask === 0 || side.value.mask === 0n);
}

function oldHeader({ source, destination, ...others }: HeaderMatch): HeaderMatch {
	return {
		...others,
		...(source && !isEverything(source) && { source }),
		...(destination && !isEverything(destination) && { destination })
	};
}

/** tcp and udp are native nft expressions, unless an option needs the match of xtables. */
function isNative({ extension, options }: Match): boolean {
	return (
		(extension === 'tcp' || extension === 'udp') &&
		!options.some(({ option }) => option === 'tcp-option')
	);
}

function isAllPorts({ inverted, value }: OptionUse): boolean {
	return inverted && value.kind === 'range' && value.low === 0 && value.high === 65535;
}

/** The match without negations of all ports; undefined if nothing else was in it. */
function withoutAllPorts(match: Match): Match | undefined {
	if (!isNative(match)) return match;
	const options = match.options.filter((use) => !isAllPorts(use));
	if (options.length === match.options.length) return match;
	return options.length > 0 ? { ...match, options } : undefined;
}

/** The rule as 1.8.9 loads it, as far as a rule can express it. */
export function asOldNft(rule: Rule): Rule {
	return {
		...rule,
		header: oldHeader(rule.header),
		matches: rule.matches.flatMap((match) => withoutAllPorts(match) ?? [])
	};
}

function refusedPort(match: Match, option: string): number | undefined {
	const use = match.options.find((each) => each.option === option);
	if (!use?.inverted || use.value.kind !== 'range') return undefined;
	const { low, high } = use.value;
	return low === high && low !== 0 ? low : undefined;
}

/** The one test that replaces both negated ports; undefined if 1.8.9 tests them separately. */
export function refusedPair(match: Match): Test | undefined {
	const sport = refusedPort(match, 'sport');
	const dport = refusedPort(match, 'dport');
	if (!isNative(match) || sport === undefined || dport === undefined) return undefined;
	return (packet) => {
		if (packet.sport === null || packet.dport === null) return false;
		if (packet.sport === undefined || packet.dport === undefined)
			return { kind: 'unknown', because: 'the ports are left open' };
		return packet.sport !== sport || packet.dport !== dport;
	};
}
