/** What `-m hbh` and `-m dst` have in common: an IPv6 header of options. */
import { readNumber } from '../number';
import type { MatchExtension, OptionType } from '../extension';
import type { ValueOf } from '../values';
import { hasExtensionHeader } from './bytes';
import { match, option } from './define';
import { always, evaluation } from './evaluate';
import { bad, good } from './types/result';
import { whole } from './types/whole';

const most = 16;

/** `type[:length][,...]`, numbers of an octet. */
const optionList: OptionType<ValueOf<'text'>> = {
	argument: 'type[:length][,...]',
	words: 1,
	is: (value) => value.kind === 'text',
	read(text) {
		const items = text
			.split(',')
			.map((item) => item.split(':').map((part) => readNumber(part, 0, 0xffff_ffff)));
		const fits = items.every((parts) => parts.length <= 2 && parts.every((part) => part >= 0));
		if (!fits || items.length > most)
			return bad(
				'bad-option-list',
				`“${text}” is not a list of option types with their lengths`,
				'Write type:length with commas between, at most 16.'
			);
		return good({
			kind: 'text',
			text: items.map((parts) => parts.map((part) => part & 255).join(':')).join(',')
		});
	},
	print: ({ text }) => text,
	say: ({ text }) => text
};

export function optionsHeader(name: 'hbh' | 'dst', number: number, what: string): MatchExtension {
	return match({
		name,
		families: ['ipv6'],
		summary: `The ${what} header of IPv6.`,
		options: [
			option(`${name}-len`, whole({ high: 0xffff_ffff }), 'Length of the header in octets.', {
				invertible: true,
				phrase: `with a ${what} header of $ octets`
			}),
			option(`${name}-opts`, optionList, 'Types of the options in it, with their lengths.', {
				phrase: `with ${what} $`
			})
		],
		evaluate: evaluation(always('', (use) => hasExtensionHeader([number], what, use)))
	});
}
