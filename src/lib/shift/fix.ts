import type { InputKind, RuleSet } from '$lib/iptables';
import type { TextEdit } from '$lib/text';
import { addressFixes } from './address-fixes';
import { isBlocking } from './blocking';
import type { Candidate, FixId } from './candidate';
import { exceptAdapter } from './except-adapter';
import { listingFixes } from './listing-fixes';
import { shifts, type NamedRanges, type NamingRule } from './naming-rules';
import { setFixes } from './set-fixes';
import type { SourceText } from './source-text';
import { writtenCommand } from './written-command';

/** A change of the user's text that makes a rule hold in all twenty ranges. */
export type Fix = {
	readonly id: FixId;
	readonly title: string;
	/** Leaves the rest of the text unchanged. */
	readonly edit: TextEdit;
};

function candidates(
	source: SourceText,
	kind: InputKind,
	ruleSet: RuleSet,
	naming: NamingRule,
	named: NamedRanges
): readonly Candidate[] {
	const command = writtenCommand(source, kind, naming.origin);
	if (kind === 'listing') return shifts(named) ? listingFixes(command, ruleSet, naming, named) : [];
	const { test, touched } = named;
	const blocks = isBlocking(naming.rule) && !test.inverted && touched.length > 0;
	return [
		...(blocks ? [exceptAdapter(command, ruleSet, naming, named)] : []),
		...(!shifts(named)
			? []
			: test.set.kind === 'members'
				? setFixes(source, kind, test.set)
				: addressFixes(command, ruleSet, naming, named))
	];
}

/**
 * The changes to the user's text that make one address test of a rule hold in all twenty ranges,
 * the one closest to the article's intent first. None for rules that hold in all of them, that another
 * program writes, that a listing shows only in part, or whose address is assembled from parts.
 */
export function fixesOf(
	source: SourceText,
	kind: InputKind,
	ruleSet: RuleSet,
	naming: NamingRule,
	named: NamedRanges
): readonly Fix[] {
	if (naming.owner) return [];
	return candidates(source, kind, ruleSet, naming, named).flatMap(({ id, title, edit }) =>
		edit ? [{ id, title, edit }] : []
	);
}
