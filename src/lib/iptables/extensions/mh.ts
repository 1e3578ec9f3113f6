// mh_mt6, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv6/netfilter/ip6t_mh.c
import { readNumber } from '../number';
import type { Test } from '../evaluation';
import type { OptionType } from '../extension';
import type { ValueOf } from '../values';
import { numberAt } from './bytes';
import { match, option } from './define';
import { always, evaluation, given, hasHeader, hotdrop, unknown } from './evaluate';
import { printRange, reversedRange, sayRange } from './types/port';
import { bad, good } from './types/result';
import { unlessAll } from './types/whole';

const names: readonly (readonly [string, number])[] = [
	['binding-refresh-request', 0],
	['brr', 0],
	['home-test-init', 1],
	['hoti', 1],
	['careof-test-init', 2],
	['coti', 2],
	['home-test', 3],
	['hot', 3],
	['careof-test', 4],
	['cot', 4],
	['binding-update', 5],
	['bu', 5],
	['binding-acknowledgement', 6],
	['ba', 6],
	['binding-error', 7],
	['be', 7]
];

/** A name may be abbreviated: the first with that prefix, or the last exact match. */
function readType(text: string): number {
	const start = text.toLowerCase();
	const found = names.filter(([name]) => name.startsWith(start));
	const exact = found.findLast(([name]) => name === start) ?? found[0];
	return exact ? exact[1] : readNumber(text, 0, 255);
}

const mhType: OptionType<ValueOf<'range'>> = {
	argument: 'type[:type]',
	words: 1,
	is: (value) => value.kind === 'range',
	read(text) {
		const colon = text.indexOf(':');
		const first = colon < 0 ? text : text.slice(0, colon);
		const second = colon < 0 ? undefined : text.slice(colon + 1);
		const low = first === '' && second !== undefined ? 0 : readType(first);
		const high = second === undefined ? low : second === '' ? 255 : readType(second);
		if (low < 0 || high < 0)
			return bad(
				'bad-mh-type',
				`“${text}” is not a type of mobility header`,
				'Write a number from 0 to 255 or a name such as binding-update.'
			);
		return low > high ? reversedRange(text) : good({ kind: 'range', low, high });
	},
	print: printRange,
	say: sayRange,
	suggestions: names.map(([name]) => name)
};
const type = option('mh-type', mhType, 'Type of the mobility header.', {
	invertible: true,
	phrase: 'of mobility header type $',
	rewrite: unlessAll(255)
});

const NO_NEXT_HEADER = 59;
const followed = hotdrop('its mobility header says that another header follows');
const endsThere: Test = ({ layer4Bytes }) => {
	if (!layer4Bytes) return unknown('the mobility header of the packet is not given');
	return layer4Bytes[0] === NO_NEXT_HEADER || followed;
};

export const mh = match({
	name: 'mh',
	families: ['ipv6'],
	summary: 'Mobility header of IPv6.',
	options: [type],
	protocols: [135],
	loadedBy: 135,
	loadedAs: 'mh',
	evaluate: evaluation(
		always('', () => hasHeader('mobility', 6)),
		always('', () => endsThere),
		given(type, ({ low, high }, inverted) => numberAt('mobility type', 2, 1, low, high, inverted))
	)
});
