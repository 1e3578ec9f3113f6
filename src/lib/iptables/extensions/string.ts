// string_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_string.c
import type { PacketView } from '../evaluation';
import type { OptionUse } from '../ruleset';
import { match, needsOne, option } from './define';
import { always, evaluation, unknown } from './evaluate';
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

const headerOctets = { ipv4: 20, ipv6: 40 } as const;

function lower(octet: number): number {
	return octet >= 0x41 && octet <= 0x5a ? octet + 0x20 : octet;
}

/** Where the octets behind the IP header hold the pattern; what the header holds is not searched. */
function search(
	{ family, layer4Bytes }: PacketView,
	pattern: readonly number[],
	first: number,
	last: number
): boolean | undefined {
	if (!layer4Bytes) return undefined;
	const begin = Math.max(0, first - headerOctets[family]);
	const end = Math.min(layer4Bytes.length, last + 1 - headerOctets[family]);
	for (let at = begin; at + pattern.length <= end; at++)
		if (pattern.every((octet, i) => layer4Bytes[at + i] === octet)) return true;
	return false;
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
			const fold = ignoreCase.in(options) !== undefined;
			const octets = patternBytes(use?.value.text ?? '').map((each) => (fold ? lower(each) : each));
			const first = from.in(options)?.value.value ?? 0;
			const last = to.in(options)?.value.value ?? 65_535;
			return (packet) => {
				const view =
					fold && packet.layer4Bytes
						? { ...packet, layer4Bytes: packet.layer4Bytes.map(lower) }
						: packet;
				const found = search(view, octets, first, last);
				if (found === undefined) return unknown('what the packet carries is not given');
				return found !== (use?.inverted ?? false);
			};
		})
	)
});
