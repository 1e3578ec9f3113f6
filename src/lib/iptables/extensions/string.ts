// string_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_string.c
import type { Outcome, PacketView } from '../evaluation';
import type { OptionUse } from '../ruleset';
import { findsFolded, toUpper } from './boyer-moore';
import { match, needsOne, option } from './define';
import { always, evaluation, negate, unknown } from './evaluate';
import { octetReader } from './packet-octets';
import { choice } from './types/choice';
import { none } from './types/none';
import { hexPattern, patternBytes, stringPattern } from './types/pattern';
import { whole } from './types/whole';

const hexString = option(
	'hex-string',
	hexPattern,
	'Octets to look for, hexadecimal between bars.',
	{
		invertible: true,
		excludes: ['string'],
		phrase: 'with octets $'
	}
);
const plain = option('string', stringPattern, 'Text to look for.', {
	invertible: true,
	excludes: ['hex-string'],
	phrase: 'with text $'
});
const algorithm = option(
	'algo',
	choice(['bm', 'kmp'], { argument: 'bm|kmp', exact: true }),
	'How to search: bm with --icase may miss what has 0xdf or 0xff in it.',
	{ mandatory: true, says: () => '' }
);
const offset = whole({ high: 65_535 });
const from = option('from', offset, 'Begins to look here, counted from the IP header.', {
	phrase: 'from octet $',
	rewrite: (use) => (use.value.kind === 'number' && use.value.value === 0 ? undefined : use)
});
const to = option('to', offset, 'Looks no further than here.', {
	phrase: 'to octet $',
	rewrite: (use) => (use.value.kind === 'number' && use.value.value === 65_535 ? undefined : use)
});
const ignoreCase = option('icase', none, 'Ignores letter case.', {
	phrase: 'in any letter case'
});

/** Text with an unprintable octet, or a backslash at its end, is kept as hexadecimal. */
function normal(options: readonly OptionUse[]): readonly OptionUse[] {
	return options.map((use) => {
		if (use.value.kind !== 'text' || (use.option !== plain.name && use.option !== hexString.name))
			return use;
		const printable = /^[\x20-\x7e]*$/.test(use.value.text) && !use.value.text.endsWith('\\');
		return { ...use, option: printable ? plain.name : hexString.name };
	});
}

const same = (octet: number) => octet;

/** Whether the octet looked for is among those that have these bits. */
function couldBe(
	value: number,
	known: number,
	wanted: number,
	fold: (octet: number) => number
): boolean {
	if (known === 0) return true;
	for (let octet = 0; octet < 256; octet++)
		if ((octet & known) === (value & known) && fold(octet) === wanted) return true;
	return false;
}

interface Wanted {
	/** Case-folded. */
	readonly pattern: readonly number[];
	readonly first: number;
	readonly last: number;
	readonly fold: (octet: number) => number;
	/** The kernel's own search, if it misses some occurrences. */
	readonly finds: ((text: readonly number[]) => boolean) | undefined;
}

/** Searches the packet from its IP header on: skb_find_text in net/core/skbuff.c. */
function search(packet: PacketView, { pattern, first, last, fold, finds }: Wanted): Outcome {
	const { length } = packet;
	if (length == null) return unknown('the length of the packet is left open');
	const read = octetReader(packet);
	const end = Math.min(length, last);
	const octets = Array.from({ length: Math.max(0, end - first) }, (_, i) => read(first + i));
	if (finds && octets.every(([, known]) => known === 0xff))
		return finds(octets.map(([value]) => value));
	let maybe = false;
	for (let at = 0; at + pattern.length <= octets.length; at++) {
		const under = octets.slice(at, at + pattern.length);
		const fits = under.every(([value, known], i) =>
			known === 0xff ? fold(value) === pattern[i] : couldBe(value, known, pattern[i] ?? 0, fold)
		);
		if (fits && !finds && under.every(([, known]) => known === 0xff)) return true;
		maybe ||= fits;
	}
	return maybe ? unknown('octets that are searched are not given') : false;
}

export const string = match({
	name: 'string',
	summary: 'Text or octets anywhere in the packet.',
	options: [hexString, plain, algorithm, from, to, ignoreCase],
	check: needsOne(plain.name, hexString.name),
	normal,
	checkInKernel(options) {
		const pattern = (plain.in(options) ?? hexString.in(options))?.value.text;
		const first = from.in(options)?.value.value ?? 0;
		if (pattern !== '' && first <= (to.in(options)?.value.value ?? 65_535)) return [];
		return [
			{
				code: 'empty-search',
				message: 'there is nothing to look for, or nowhere to look',
				help: 'Give a pattern, and let --from be below --to.'
			}
		];
	},
	evaluate: evaluation(
		always('string', ({ options }) => {
			const use = plain.in(options) ?? hexString.in(options);
			const folds = ignoreCase.in(options) !== undefined;
			const fold = folds ? toUpper : same;
			const pattern = patternBytes(use?.value.text ?? '').map(fold);
			const wanted = {
				pattern,
				first: from.in(options)?.value.value ?? 0,
				last: to.in(options)?.value.value ?? 65_535,
				fold,
				finds:
					folds && algorithm.in(options)?.value.text === 'bm' ? findsFolded(pattern) : undefined
			};
			return (packet) => {
				const found = search(packet, wanted);
				return use?.inverted ? negate(found) : found;
			};
		})
	)
});
