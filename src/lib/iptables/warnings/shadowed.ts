import type { Problem } from '$lib/net';
import { remembered } from '../chain-memory';
import { targetExtension } from '../extensions';
import type { Family, HeaderMatch, Invertible, MaskedAddress, Rule, RuleSet } from '../ruleset';
import { MOST_OF_A_KIND, warning } from './warning';

/** So many earlier rules are held against each rule of a chain. */
const MOST_EARLIER = 60;

/** Whether a packet that matches the rule goes no further in its chain. */
function ends({ target }: Rule, family: Family): boolean {
	switch (target?.kind) {
		case undefined:
		case 'jump':
			return false;
		case 'standard':
		case 'goto':
			return true;
		case 'extension': {
			const effect = targetExtension(target.extension, family)?.effect(target.options);
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

interface Shadowed {
	readonly rule: Rule;
	/** The rule that takes everything, and its number. */
	readonly by: Rule;
	readonly number: number;
}

function isPlain({ matches, unread }: Rule): boolean {
	return !unread && matches.every(({ extension }) => extension === 'comment');
}

function shadowedIn(rules: readonly Rule[], family: Family): readonly Shadowed[] {
	const earlier: Shadowed[] = [];
	const found: Shadowed[] = [];
	let number = 0;
	for (const rule of rules) {
		number++;
		const cover = earlier.find(({ by }) => coversHeader(by.header, rule.header));
		if (cover) {
			found.push({ ...cover, rule });
			if (found.length >= MOST_OF_A_KIND) break;
		} else if (earlier.length < MOST_EARLIER && isPlain(rule) && ends(rule, family)) {
			earlier.push({ rule, by: rule, number });
		}
	}
	return found;
}

const shadowed = remembered(shadowedIn);

/** Rules that no packet gets to, since an earlier rule of the chain takes all that they match. */
export function* rulesBehindOthers(ruleSet: RuleSet): Generator<Problem> {
	for (const table of ruleSet.tables) {
		for (const chain of table.chains) {
			for (const { rule, by, number } of shadowed(chain.rules, ruleSet.family)) {
				yield warning(
					'shadowed',
					rule.origin,
					`No packet gets to this rule: rule ${number} of ${chain.name} (line ${by.origin.line}) takes everything that it matches.`,
					'Move it in front of that rule, or remove it.'
				);
			}
		}
	}
}
