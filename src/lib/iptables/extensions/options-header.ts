/** What `-m hbh` and `-m dst` have in common: an IPv6 header of options. */
import { strtoul } from '../number';
import type { MatchExtension, OptionType } from '../extension';
import type { ValueOf } from '../values';
import { extensionLength, hasExtensionHeader, insideHeader } from './bytes';
import { match, option } from './define';
import { always, evaluation, given } from './evaluate';
import { bad, good } from './types/result';
import { whole } from './types/whole';

const most = 16;
const anyLength = 255;

/** A number as strtoul(3) reads it, of which one octet is kept; -1 if it is not a number. */
function octet(text: string): number {
	const { value, rest, overflow } = strtoul(text, 0);
	return text === '' || rest !== '' || overflow ? -1 : Number(value & 0xffn);
}

/**
 * `type[:length]`; the one-octet padding, type 0, has no length, and 255 stands for any.
 */
function readItem(item: string, index: number): string | undefined {
	const colon = item.indexOf(':');
	const type = octet(colon < 0 ? item : item.slice(0, colon));
	if (type < 0) return undefined;
	if (colon < 0) return `${type}`;
	const length = octet(item.slice(colon + 1));
	// The last item has no room for a length.
	if (length < 0 || type === 0 || index === most - 1) return undefined;
	return length === anyLength ? `${type}` : `${type}:${length}`;
}

/** `type[:length][,...]`. */
const optionList: OptionType<ValueOf<'text'>> = {
	argument: 'type[:length][,...]',
	words: 1,
	is: (value) => value.kind === 'text',
	read(text) {
		const items = text.split(',').map(readItem);
		if (items.includes(undefined) || items.length > most)
			return bad(
				'bad-option-list',
				`“${text}” is not a list of option types with their lengths`,
				'Write type:length with commas between, at most 16.'
			);
		return good({ kind: 'text', text: items.join(',') });
	},
	print: ({ text }) => text,
	say: ({ text }) => text
};

export function optionsHeader(name: 'hbh' | 'dst', number: number, what: string): MatchExtension {
	const header = { number, name: what, least: 2 };
	const length = option(
		`${name}-len`,
		whole({ high: 0xffff_ffff }),
		'Length of the header in octets.',
		{ invertible: true, phrase: `with a ${what} header of $ octets` }
	);
	const types = option(
		`${name}-opts`,
		optionList,
		'Types of the options in it, with their lengths.',
		{ phrase: `with ${what} $` }
	);
	return match({
		name,
		families: ['ipv6'],
		summary: `The ${what} header of IPv6.`,
		implies: `with a ${what} header`,
		options: [length, types],
		evaluate: evaluation(
			always('', () => hasExtensionHeader(header)),
			given(length, ({ value }, inverted) => extensionLength(header, value, inverted)),
			given(types, () => () => insideHeader(what))
		)
	});
}
