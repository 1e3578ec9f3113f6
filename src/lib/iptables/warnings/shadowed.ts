import type { Problem } from '$lib/net';
import { targetExtension } from '../extensions';
import type { HeaderMatch, Invertible, MaskedAddress, Rule, RuleSet } from '../ruleset';
import { warning } from './warning';

/** So many earlier rules are held against each rule of a chain. */
const MOST_EARLIER = 60;

/** Whether a packet that matches the rule goes no further in its chain. */
function ends({ target }: Rule, ruleSet: RuleSet): boolean {
	switch (target?.kind) {
		case undefined:
		case 'jump':
			return false;
		case 'standard':
		case 'goto':
			return true;
		case 'extension': {
			const effect = targetExtension(target.extension, ruleSet.family)?.effect(target.options);
			return (
				effect?.kind === 'reject' || effect?.kind === 'verdict' || effect?.kind === 'translate'
			);
		}
	}
}

function coversAddress(
	wide: Invertible<MaskedAddress> | undefined,
	narrow: Invertible<MaskedAddress> | undefined
): boolean {
	if (!wide) return true;
	if (!narrow || wide.inverted || narrow.inverted) {
		return (
			narrow !== undefined &&
			wide.inverted === narrow.inverted &&
			wide.value.address === narrow.value.address &&
			wide.value.mask === narrow.value.mask
		);
	}
	const a = wide.value;
	const b = narrow.value;
	if (a.family === 'ipv4' && b.family === 'ipv4') {
		return (a.mask & ~b.mask) === 0 && ((a.address ^ b.address) & a.mask) === 0;
	}
	if (a.family === 'ipv6' && b.family === 'ipv6') {
		return (a.mask & b.mask) === a.mask && (b.address & a.mask) === a.address;
	}
	return false;
}

function coversName(
	wide: Invertible<string> | undefined,
	narrow: Invertible<string> | undefined
): boolean {
	if (!wide) return true;
	if (!narrow || wide.inverted !== narrow.inverted) return false;
	if (wide.value === narrow.value) return true;
	return (
		!wide.inverted && wide.value.endsWith('+') && narrow.value.startsWith(wide.value.slice(0, -1))
	);
}

function coversHeader(wide: HeaderMatch, narrow: HeaderMatch): boolean {
	return (
		coversAddress(wide.source, narrow.source) &&
		coversAddress(wide.destination, narrow.destination) &&
		coversName(wide.inInterface, narrow.inInterface) &&
		coversName(wide.outInterface, narrow.outInterface) &&
		(wide.protocol === undefined ||
			(narrow.protocol?.value === wide.protocol.value &&
				narrow.protocol.inverted === wide.protocol.inverted)) &&
		(wide.fragment === undefined || narrow.fragment?.inverted === wide.fragment.inverted)
	);
}

/** Rules that no packet gets to, since an earlier rule of the chain takes all that they match. */
export function* rulesBehindOthers(ruleSet: RuleSet): Generator<Problem> {
	for (const table of ruleSet.tables) {
		for (const chain of table.chains) {
			const earlier: { readonly rule: Rule; readonly number: number }[] = [];
			for (const [index, rule] of chain.rules.entries()) {
				const cover = earlier.find((each) => coversHeader(each.rule.header, rule.header));
				if (cover) {
					yield warning(
						'shadowed',
						rule.origin,
						`No packet gets to this rule: rule ${cover.number} of ${chain.name} (line ${cover.rule.origin.line}) takes everything that it matches.`,
						'Move it in front of that rule, or remove it.'
					);
					continue;
				}
				const plain =
					rule.matches.every(({ extension }) => extension === 'comment') && !rule.unread;
				if (plain && earlier.length < MOST_EARLIER && ends(rule, ruleSet)) {
					earlier.push({ rule, number: index + 1 });
				}
			}
		}
	}
}
