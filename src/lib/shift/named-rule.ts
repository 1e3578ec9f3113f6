import type { InputKind, Reading } from '$lib/iptables';
import { ranges } from '$lib/cgnat';
import { isBlocking } from './blocking';
import { sayOctets } from './compare';
import { diffOf, type Diff } from './diff';
import { fixesOf, type Fix } from './fix';
import { shifts, type NamedRanges, type NamingRule } from './naming-rules';
import type { Owner } from './owner';
import { whySetHasNoFix } from './set-fixes';
import type { SourceText } from './source-text';

export type OfferedFix = Fix & {
	readonly diff: Diff;
	/** The rule that it fixes. */
	readonly of: Pick<NamingRule, 'table' | 'chain' | 'number'>;
};

/** A rule that names the range, in the form that the page shows. */
export type NamedRule = {
	/** `filter INPUT, rule 2` */
	readonly place: string;
	readonly line: number;
	readonly text: string;
	readonly owner?: Owner;
	readonly tests: readonly {
		/** What it covers, in words. */
		readonly covers: string;
		readonly fixes: readonly OfferedFix[];
		/** Why it has no fix, or a caveat; empty if there is neither. */
		readonly remark: string;
	}[];
};

/** The short names of options, which rules usually use. */
const options: Readonly<Record<string, string>> = { source: '-s', destination: '-d' };

function sayCovers({ test, adapters, touched, even }: NamedRanges): string {
	const { option, set } = test;
	const written = set.kind === 'members' ? `set ${set.name}` : (options[option] ?? `--${option}`);
	const name = test.inverted ? `! ${written}` : written;
	if (adapters.length === ranges.length) return `${name} covers all twenty ranges`;
	if (touched.length === 0) return `${name} covers none of the twenty ranges`;
	const plain = adapters.length === 0 && !test.inverted;
	if (even)
		return test.inverted
			? `${name} leaves out the same of all twenty ranges`
			: plain
				? `${name} covers the same part of all twenty ranges`
				: `${name} covers the adapter in ${adapters.length} of 20 ranges (${sayOctets(adapters)}); with the rules beside it, all twenty`;
	if (plain) return `${name} covers a part of ${sayOctets(touched)}, without the adapter’s address`;
	return `${name} covers the adapter in ${adapters.length} of 20 ranges (${sayOctets(adapters)})`;
}

function whyNoFix(kind: InputKind, { rule }: NamingRule, { test }: NamedRanges): string {
	if (test.set.kind === 'members') return whySetHasNoFix(test.set);
	if (kind === 'listing')
		return rule.unread
			? 'The listing does not show all of this rule, so changing it would lose the rest: paste iptables-save.'
			: 'The row can’t be changed in its own form: paste iptables-save.';
	if (test.extension === 'policy' && test.inverted)
		return 'A negated test of an IPsec policy can’t ask for two prefixes at once: change it by hand.';
	return 'Its address is put together from parts: change it by hand.';
}

/** A remark on the fixes of a test, or why there are none. */
function remark(
	kind: InputKind,
	naming: NamingRule,
	named: NamedRanges,
	fixes: readonly Fix[]
): string {
	const { adapters, test } = named;
	if (naming.owner) return '';
	if (shifts(named) && fixes.length === 0) return whyNoFix(kind, naming, named);
	if (fixes.length === 0 || adapters.length > 0 || test.inverted) return '';
	return isBlocking(naming.rule)
		? ''
		: 'It may be about another network in this space: fix it only where it is meant for Client Connector.';
}

/** A rule that names the range, with its fixes as changes of the text. */
export function namedRule(source: SourceText, reading: Reading, naming: NamingRule): NamedRule {
	const { table, chain, number, origin, text, owner, named } = naming;
	const { kind, ruleSets } = reading;
	return {
		place: `${table} ${chain}, rule ${number}`,
		line: origin.line,
		text,
		...(owner && { owner }),
		tests: named.map((each) => {
			const fixes = fixesOf(source, kind, ruleSets.ipv4, naming, each).map((fix) => {
				const diff = diffOf(source, fix.edit);
				return { ...fix, diff, of: { table, chain, number } };
			});
			return { covers: sayCovers(each), fixes, remark: remark(kind, naming, each, fixes) };
		})
	};
}
