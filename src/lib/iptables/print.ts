/**
 * Rules as iptables-save prints them.
 * Source: https://git.netfilter.org/iptables/tree/iptables/xshared.c (save_rule_details)
 */
import { builtInProtocolName, protocolName } from '$lib/net';
import { printMaskedAddress } from './addresses';
import type { PrintContext } from './extension';
import { matchExtension, targetExtension } from './extensions';
import { asListed } from './native';
import type {
	Counters,
	Invertible,
	MaskedAddress,
	Match,
	Release,
	Rule,
	RuleSet,
	Target
} from './ruleset';

const ALL_PORTS = 65535;

export interface SaveStyle {
	/** `[packets:bytes]` before each rule, as with -c. */
	readonly counters?: boolean;
	/** How 1.8.9 (Debian 12) prints differently: names of /etc/protocols (`-p gre` where 1.8.11 has
	 * `-p 47`); without `! -i +` in legacy, and without negated all-port ranges. */
	readonly version?: Release;
}

interface RuleStyle extends PrintContext {
	readonly version?: SaveStyle['version'];
}

function address(letter: string, side: Invertible<MaskedAddress> | undefined): string {
	return side ? `${side.inverted ? ' !' : ''} -${letter} ${printMaskedAddress(side.value)}` : '';
}

function interfaceName(letter: string, side: Invertible<string> | undefined, style: RuleStyle) {
	if (!side) return '';
	if (side.value === '+' && style.version === '1.8.9' && style.backend === 'legacy') return '';
	return `${side.inverted ? ' !' : ''} -${letter} ${side.value}`;
}

function protocol(side: Invertible<number> | undefined, style: RuleStyle): string {
	if (!side) return '';
	const name = style.version === '1.8.9' ? protocolName : builtInProtocolName;
	return `${side.inverted ? ' !' : ''} -p ${name(side.value) ?? side.value}`;
}

function target(target: Target | undefined, style: RuleStyle): string {
	switch (target?.kind) {
		case undefined:
			return '';
		case 'standard':
			return ` -j ${target.verdict}`;
		case 'jump':
			return ` -j ${target.chain}`;
		case 'goto':
			return ` -g ${target.chain}`;
		case 'extension': {
			const extension = targetExtension(target.extension, style.family);
			return ` -j ${target.extension}${extension?.print(target.options, style) ?? ''}`;
		}
	}
}

/** 1.8.9 omits a negated range of all ports, and nft the whole match if nothing else is in it. */
function asOld(match: Match, style: RuleStyle): Match | undefined {
	if (match.extension !== 'tcp' && match.extension !== 'udp') return match;
	const options = match.options.filter(
		({ inverted, value }) =>
			!inverted || value.kind !== 'range' || value.low !== 0 || value.high !== ALL_PORTS
	);
	if (options.length === match.options.length) return match;
	return options.length === 0 && style.backend === 'nft' ? undefined : { ...match, options };
}

/** The rule after `-A chain`, with a leading space; empty for a rule that matches everything and
 * does nothing. */
export function printRule(rule: Rule, style: RuleStyle): string {
	const { header } = rule;
	let text =
		address('s', header.source) +
		address('d', header.destination) +
		interfaceName('i', header.inInterface, style) +
		interfaceName('o', header.outInterface, style) +
		protocol(header.protocol, style);
	if (header.fragment) text += header.fragment.inverted ? ' ! -f' : ' -f';
	const { matches } = rule;
	for (const each of style.backend === 'nft' && matches.length > 1 ? asListed(matches) : matches) {
		const match = style.version === '1.8.9' ? asOld(each, style) : each;
		if (!match) continue;
		const extension = matchExtension(match.extension, style.family);
		text += ` -m ${match.extension}${extension?.print(match.options, style) ?? ''}`;
	}
	return text + target(rule.target, style);
}

function counters(value: Counters | undefined): string {
	return value ? `[${value.packets}:${value.bytes}]` : '[0:0]';
}

/**
 * The rule set as iptables-save prints it, without the comment lines with version and time: policy
 * counters always, rule counters if the style asks for them. Reading this text gives the same rule
 * set again.
 */
export function printSave(ruleSet: RuleSet, style: SaveStyle = {}): string {
	const lines: string[] = [];
	const ruleStyle: RuleStyle = {
		family: ruleSet.family,
		backend: ruleSet.backend,
		...(style.version && { version: style.version })
	};
	for (const table of ruleSet.tables) {
		lines.push(`*${table.name}`);
		for (const chain of table.chains) {
			lines.push(`:${chain.name} ${chain.policy ?? '-'} ${counters(chain.counters)}`);
		}
		for (const chain of table.chains) {
			for (const rule of chain.rules) {
				const front = style.counters ? `${counters(rule.counters)} ` : '';
				lines.push(`${front}-A ${chain.name}${printRule(rule, ruleStyle)}`);
			}
		}
		lines.push('COMMIT');
	}
	return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
