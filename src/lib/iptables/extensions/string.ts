// string_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_string.c
import type { Outcome, PacketView } from '../evaluation';
import type { OptionUse } from '../ruleset';
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
	'How to search; the result is the same.',
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
const ignoreCase = option('icase', none, 'Takes no notice of letter case.', {
	phrase: 'in any letter case'
});

/** Text with an octet that cannot be printed, or a backslash at its end, is kept as hexadecimal. */
function normal(options: readonly OptionUse[]): readonly OptionUse[] {
	return options.map((use) => {
		if (use.value.kind !== 'text' || (use.option !== plain.name && use.option !== hexString.name))
			return use;
		const printable = /^[\x20-\x7e]*$/.test(use.value.text) && !use.value.text.endsWith('\\');
		return { ...use, option: printable ? plain.name : hexString.name };
	});
}

/** The kernel's toupper, which knows Latin-1: lib/ctype.c. */
function upper(octet: number): number {
	const isLower =
		(octet >= 0x61 && octet <= 0x7a) || octet === 0xdf || (octet >= 0xe0 && octet !== 0xf7);
	return isLower ? octet - 0x20 : octet;
}
const same = (octet: number) => octet;

/** Whether one of the octets that have these bits is the one looked for. */
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
	/** Folded. */
	readonly pattern: readonly number[];
	readonly first: number;
	readonly last: number;
	readonly fold: (octet: number) => number;
	/** Octets in the packet that make the search leap over what it looks for, now and then. */
	readonly leapsAt: ReadonlySet<number>;
}

const nowhere: ReadonlySet<number> = new Set();
/** Octets whose tolower is not undone by toupper: ts_bm.c has no shift for what they are equal to. */
const oneWay: ReadonlySet<number> = new Set([0xdf, 0xff]);

/** Where the packet holds the pattern, from its IP header on: skb_find_text in net/core/skbuff.c. */
function search(packet: PacketView, { pattern, first, last, fold, leapsAt }: Wanted): Outcome {
	const { length } = packet;
	if (length == null) return unknown('the length of the packet is left open');
	const read = octetReader(packet);
	const end = Math.min(length, last);
	const octets = Array.from({ length: Math.max(0, end - first) }, (_, i) => read(first + i));
	let maybe = false;
	for (let at = 0; at + pattern.length <= octets.length; at++) {
		const under = octets.slice(at, at + pattern.length);
		const fits = under.every(([value, known], i) =>
			known === 0xff ? fold(value) === pattern[i] : couldBe(value, known, pattern[i] ?? 0, fold)
		);
		if (fits && under.every(([, known]) => known === 0xff)) {
			const leaps = pattern.length > 1 && octets.some(([value]) => leapsAt.has(value));
			return !leaps || unknown('the search may leap over it, with an octet of 0xdf or 0xff about');
		}
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
			const fold = folds ? upper : same;
			const wanted = {
				pattern: patternBytes(use?.value.text ?? '').map(fold),
				first: from.in(options)?.value.value ?? 0,
				last: to.in(options)?.value.value ?? 65_535,
				fold,
				leapsAt: folds && algorithm.in(options)?.value.text === 'bm' ? oneWay : nowhere
			};
			return (packet) => {
				const found = search(packet, wanted);
				return use?.inverted ? negate(found) : found;
			};
		})
	)
});
