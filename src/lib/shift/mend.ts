import { cgnatCover } from '$lib/catalog';
import { applyEdits, type TextEdit } from '$lib/text';
import { reachedFrom, type Hook, type InputKind, type RuleSet } from '$lib/iptables';
import { ranges } from '$lib/cgnat';
import type { AddressTest } from './address-test';
import type { NamedRanges, NamingRule } from './naming-rules';
import { placeOf, type Place } from './place';
import { lineAround, type SourceText } from './source-text';

export type MendId = 'prefixes' | 'interface' | 'adapters';

/** A change of the user's text that makes a rule hold in all twenty ranges. */
export type Mend = {
	readonly id: MendId;
	readonly title: string;
	/** All that the address does not write stays as it is. */
	readonly edit: TextEdit;
};

/** Together exactly the twenty ranges, as one span for iprange. */
const span = '100.64.0.0-100.83.255.255';
/** Masks with a hole: the first address of each of the twenty ranges, and no other. */
const adapters = ['100.64.0.1/255.240.255.255', '100.80.0.1/255.252.255.255'];
const adapterInterface = 'zcctun0';

/**
 * Puts several addresses where one is written. A dump has one address a rule, so its line is
 * repeated; in a script iptables itself makes a rule of each of a list.
 */
function several(
	text: string,
	kind: InputKind,
	{ start, end, by }: Place,
	addresses: readonly string[]
): TextEdit {
	if (kind === 'script')
		return { from: start, to: end, insert: addresses.join(by === 'loop' ? ' ' : ',') };
	const line = lineAround(text, start);
	const written = text.slice(line.start, line.end);
	const lines = addresses.map((insert) =>
		applyEdits(written, [{ from: start - line.start, to: end - line.start, insert }])
	);
	return { from: line.start, to: line.end, insert: lines.join('\n') };
}

function prefixes(
	text: string,
	kind: InputKind,
	place: Place,
	{ inverted, set, side }: AddressTest
): TextEdit | undefined {
	if (set.kind === 'span') return { from: place.start, to: place.end, insert: span };
	if (!inverted) return several(text, kind, place, cgnatCover);
	// Two rules would each match what the other leaves out: `!` takes one test of both prefixes.
	if (!place.option?.alone) return undefined;
	const option = side === 'source' ? '--src-range' : '--dst-range';
	const { start, end } = place.option;
	return { from: start, to: end, insert: `-m iprange ! ${option} ${span}` };
}

/** `-i` or `-o` for the adapter, where all hooks that reach the rule agree on it. */
function interfaceFlag(
	side: AddressTest['side'],
	reached: ReadonlySet<Hook> = new Set()
): '-i' | '-o' | undefined {
	const flags = new Set(
		[...reached].map((hook) => {
			if (hook === 'FORWARD') return side === 'source' ? '-i' : '-o';
			return hook === 'OUTPUT' || hook === 'POSTROUTING' ? '-o' : '-i';
		})
	);
	const [flag, ...others] = flags;
	return others.length === 0 ? flag : undefined;
}

function byInterface(
	text: string,
	place: Place,
	{ rule, table, chain }: NamingRule,
	{ inverted, side }: AddressTest,
	ruleSet: RuleSet
): TextEdit | undefined {
	const { target, header } = rule;
	const blocks =
		(target?.kind === 'standard' && target.verdict === 'DROP') ||
		(target?.kind === 'extension' && target.extension === 'REJECT');
	const own = ruleSet.tables.find(({ name }) => name === table);
	const flag = interfaceFlag(side, own && reachedFrom(own).get(chain));
	if (blocks || inverted || !place.option?.alone || !flag) return undefined;
	const named = flag === '-i' ? header.inInterface : header.outInterface;
	const { start, end } = place.option;
	if (!named) return { from: start, to: end, insert: `${flag} ${adapterInterface}` };
	if (named.inverted || named.value !== adapterInterface) return undefined;
	const space = /\s/.test(text.charAt(end)) ? 1 : 0;
	return { from: start, to: end + space, insert: '' };
}

/** The address of an adapter and no other, in one range. */
function isAdapter({ set }: AddressTest): boolean {
	return (
		set.kind === 'masked' &&
		set.mask === 0xffff_ffff &&
		ranges.some(({ adapter }) => adapter === set.address)
	);
}

/**
 * The changes to the user's text that make one address test of a rule hold in all twenty ranges,
 * the one that the article's intent is closest to first. None for rules that hold in all of them,
 * that another program writes, of a listing, or whose address is put together from parts.
 */
export function mendsOf(
	source: SourceText,
	kind: InputKind,
	ruleSet: RuleSet,
	naming: NamingRule,
	{ test, adapters: covered, together }: NamedRanges
): readonly Mend[] {
	// A test without any adapter's address is about some other network in the same space.
	const partly = covered.length > 0 && (test.inverted || !together);
	if (naming.owner || !partly || kind === 'listing' || test.side === undefined) return [];
	const { text } = source;
	const place = placeOf(source, naming.origin, test);
	if (!place) return [];
	const mends: readonly { id: MendId; title: string; edit: TextEdit | undefined }[] = [
		{
			id: 'prefixes',
			title: 'For the two prefixes',
			edit: prefixes(text, kind, place, test)
		},
		{
			id: 'interface',
			title: 'For the interface',
			edit: test.set.kind === 'masked' ? byInterface(text, place, naming, test, ruleSet) : undefined
		},
		{
			id: 'adapters',
			title: 'For the twenty adapter addresses',
			edit: isAdapter(test) && !test.inverted ? several(text, kind, place, adapters) : undefined
		}
	];
	return mends.flatMap(({ id, title, edit }) => (edit ? [{ id, title, edit }] : []));
}
