// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_HMARK.c
import type { Complaint, Option, OptionType, PrintContext } from '../extension';
import type { OptionUse } from '../ruleset';
import type { Value, ValueOf } from '../values';
import { option, target, use } from './define';
import { hashedMark, type HashedMark } from './hmark-hash';
import { choices } from './types/choice';
import { addressBits, prefixOrNone } from './types/prefix-length';
import { whole } from './types/whole';

const digits = (count: number) => (value: number) => `0x${value.toString(16).padStart(count, '0')}`;
const port = whole({ high: 0xffff, print: digits(4) });
const spi = whole({ high: 0xffff_ffff, print: digits(8) });
const number = whole({ high: 0xffff_ffff });

const srcPrefix = option('hmark-src-prefix', prefixOrNone, 'Bits of the source that count.', {
	phrase: 'by source $'
});
const dstPrefix = option('hmark-dst-prefix', prefixOrNone, 'Bits of the destination that count.', {
	phrase: 'by destination $'
});
const sportMask = option('hmark-sport-mask', port, 'Bits of the source port that count.', {
	phrase: 'by source port under mask $',
	excludes: ['hmark-spi-mask']
});
const dportMask = option('hmark-dport-mask', port, 'Bits of the destination port that count.', {
	phrase: 'by destination port under mask $',
	excludes: ['hmark-spi-mask']
});
const spiMask = option('hmark-spi-mask', spi, 'Bits of the SPI that count.', {
	phrase: 'by SPI under mask $',
	excludes: ['hmark-sport-mask', 'hmark-dport-mask']
});
const sportSet = option('hmark-sport', port, 'Bits of the source port that are set.', {
	phrase: 'with source port bits $ set'
});
const dportSet = option('hmark-dport', port, 'Bits of the destination port that are set.', {
	phrase: 'with destination port bits $ set'
});
const spiSet = option('hmark-spi', spi, 'Bits of the SPI that are set.', {
	phrase: 'with SPI bits $ set'
});
const protoMask = option(
	'hmark-proto-mask',
	whole({ high: 0xffff, print: digits(2) }),
	'Bits of the protocol that count.',
	{ phrase: 'by protocol under mask $' }
);
const seed = option('hmark-rnd', spi, 'Seed of the hash.', { phrase: 'with seed $' });
const modulus = option('hmark-mod', whole({ low: 1, high: 0xffff_ffff }), 'How many marks.', {
	mandatory: true,
	phrase: 'into $ marks'
});
const offset = option('hmark-offset', number, 'The first mark.', { phrase: 'from $ on' });
const tuple: OptionType<ValueOf<'words'>> = choices(
	['ct', 'src', 'dst', 'sport', 'dport', 'proto', 'spi'],
	{ argument: 'tuple', abbreviations: true, join: 'and' }
);
const hashed = option('hmark-tuple', tuple, 'What is hashed; ct: as the connection began.', {
	phrase: 'by $'
});

const masks = [srcPrefix, dstPrefix, sportMask, dportMask, spiMask, protoMask];

/** Fields that the tuple can name, and the mask option that also selects each. */
const fields = new Map([
	[srcPrefix.name, 'src'],
	[dstPrefix.name, 'dst'],
	[sportMask.name, 'sport'],
	[dportMask.name, 'dport'],
	[protoMask.name, 'proto'],
	[spiMask.name, 'spi']
]);

/** What is hashed, each field with its mask unless that is all bits: "by source /24 and ...". */
function explain(options: readonly OptionUse[], context: PrintContext): string {
	const all = addressBits(context);
	const part = (each: Option<ValueOf<'number'>>, name: string, full: number) => {
		const value = each.in(options)?.value;
		if (!value) return [];
		if (value.value === full) return [name];
		if (value.value < 0) return [`${name} under a mask with holes`];
		const shown = each.type.say(value, context);
		return [full === all ? `${name} ${shown}` : `${name} under mask ${shown}`];
	};
	const parts = [
		...part(srcPrefix, 'source', all),
		...part(dstPrefix, 'destination', all),
		...part(sportMask, 'source port', 0xffff),
		...part(dportMask, 'destination port', 0xffff),
		...part(protoMask, 'protocol', 0xffff),
		...part(spiMask, 'SPI', 0xffff_ffff),
		...(hashed.in(options) ? ['all as the connection began'] : [])
	];
	const fixed = [sportSet, dportSet, spiSet].flatMap((each) =>
		options
			.filter(({ option: name }) => name === each.name)
			.map((given) => each.say(given, context))
	);
	const first = offset.in(options)?.value.value ?? 0;
	const count = modulus.in(options)?.value.value ?? 0;
	const last = first + count - 1;
	return [
		`from ${first} to ${last}`,
		`over ${parts.join(', ')}`,
		...fixed,
		`with seed ${seed.in(options)?.value.value ?? 0}`
	].join(', ');
}

function check(options: readonly OptionUse[]): readonly Complaint[] {
	const words = hashed.in(options)?.value.words ?? [];
	const place = options.findIndex(({ option: name }) => name === hashed.name);
	const again = options.find(
		({ option: name }, index) => index > place && words.includes(fields.get(name) ?? '')
	);
	if (again)
		return [
			{
				code: 'option-twice',
				message: `--${again.option} says again what --${hashed.name} has said`,
				help: 'Leave one of them out.',
				option: again.option
			}
		];
	const chooses = hashed.in(options) ?? masks.find((each) => each.in(options));
	if (seed.in(options) && chooses) return [];
	return [
		{
			code: 'bad-hmark',
			message: 'HMARK needs --hmark-rnd, and what to hash',
			help: 'Add --hmark-rnd with a number and --hmark-tuple with a list.'
		}
	];
}

function hashedOf(options: readonly OptionUse[]): HashedMark {
	const of = (each: Option<ValueOf<'number'>>) => each.in(options)?.value.value ?? 0;
	return {
		src: of(srcPrefix),
		dst: of(dstPrefix),
		portMask: (of(spiMask) | (of(sportMask) << 16) | of(dportMask)) >>> 0,
		portSet: (of(spiSet) | (of(sportSet) << 16) | of(dportSet)) >>> 0,
		protocolMask: of(protoMask),
		seed: of(seed),
		modulus: of(modulus),
		offset: of(offset),
		ofConnection: hashed.in(options) !== undefined
	};
}

export const HMARK = target({
	name: 'HMARK',
	summary: 'Sets the mark to a hash of the packet’s fields.',
	options: [
		srcPrefix,
		dstPrefix,
		sportMask,
		dportMask,
		spiMask,
		sportSet,
		dportSet,
		spiSet,
		protoMask,
		seed,
		modulus,
		offset,
		hashed
	],
	effect(options) {
		const given = hashedOf(options);
		return {
			kind: 'mark',
			mark(packet) {
				const mark = hashedMark(packet, given);
				return typeof mark === 'number' ? { mask: 0xffff_ffff, xor: mark } : mark;
			}
		};
	},
	check,
	explain,
	checkInKernel: (options) =>
		(spiSet.in(options) ?? spiMask.in(options)) &&
		[sportSet, dportSet, sportMask, dportMask].some((each) => each.in(options))
			? [
					{
						code: 'spi-and-ports',
						message: 'a packet has either an SPI or ports',
						help: 'Use one of them.'
					}
				]
			: [],
	/** Fields named in the tuple become masks of all bits; only `ct` stays a word. */
	normal(options, context) {
		const words = hashed.in(options)?.value.words ?? [];
		const all: readonly (readonly [string, Parameters<typeof use>[0], number])[] = [
			['src', srcPrefix, addressBits(context)],
			['dst', dstPrefix, addressBits(context)],
			['sport', sportMask, 0xffff],
			['dport', dportMask, 0xffff],
			['proto', protoMask, 0xffff],
			['spi', spiMask, 0xffff_ffff]
		];
		const named = all.filter(([word]) => words.includes(word));
		const replaced = new Set(named.map(([, each]) => each.name));
		const ct: Value = { kind: 'words', words: ['ct'] };
		return [
			...options.filter(({ option: name }) => name !== hashed.name && !replaced.has(name)),
			...named.map(([, each, value]) => use(each, { kind: 'number', value })),
			...(words.includes('ct') ? [use(hashed, ct)] : [])
		];
	}
});
