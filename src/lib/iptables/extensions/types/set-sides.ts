/** Name of an ipset, and which side of the packet each dimension is looked up from. */
import {
	wordGap,
	type Complaint,
	type Option,
	type OptionType,
	type ReadContext
} from '../../extension';
import { serves } from '../../ipset';
import type { OptionUse } from '../../ruleset';
import type { ValueOf } from '../../values';
import { bad, good } from './result';
import { octets } from './text';

const longestName = 31;
const mostSides = 6;

/** What is looked up, as "source and destination": of the packet, or the part of it that the set's
 * type needs. */
export function saySides({ words: [, ...sides] }: ValueOf<'words'>): string {
	return sides.map((side) => (side === 'src' ? 'source' : 'destination')).join(' and ');
}

/** `set src|dst[,...]`: kept as words, the name first. */
export const setWithSides: OptionType<ValueOf<'words'>> = {
	argument: 'set src|dst[,...]',
	words: 2,
	is: (value) => value.kind === 'words',
	read(text) {
		const space = text.indexOf(wordGap);
		if (space < 0)
			return bad(
				'two-words',
				'a set needs to be told where to look',
				'Write the name of the set, then src or dst.'
			);
		const name = text.slice(0, space);
		const sides = text.slice(space + 1).split(',');
		if (octets(name) > longestName)
			return bad(
				'set-name-too-long',
				`“${name}” is too long`,
				`At most ${longestName} characters.`
			);
		// Only the first three letters are compared.
		const known = sides.map((side) => side.slice(0, 3));
		if (sides.length > mostSides || !known.every((side) => side === 'src' || side === 'dst'))
			return bad(
				'bad-set-sides',
				`“${sides.join(',')}” is not a list of src and dst`,
				'Write src or dst for each dimension of the set, with commas between.'
			);
		return good({ kind: 'words', words: [name, ...known] });
	},
	print: ({ words: [name = '', ...sides] }) => `${name} ${sides.join(',')}`,
	say: (value) => `${saySides(value)} in ${value.words[0] ?? ''}`,
	suggestions: ['src', 'dst', 'src,dst']
};

/** A rule can't be loaded before its set exists, nor use a set of the other family's addresses. */
export function checkSet(
	option: Option<ValueOf<'words'>>,
	options: readonly OptionUse[],
	{ sets, family }: Pick<ReadContext, 'sets' | 'family'>
): readonly Complaint[] {
	const [name] = option.in(options)?.value.words ?? [];
	if (name === undefined) return [];
	const set = sets?.get(name);
	if (set ? serves(set, family) : !sets?.complete) return [];
	if (set)
		return [
			{
				code: 'set-of-other-family',
				message: `the ipset ${name} holds ${set.family === 'ipv4' ? 'IPv4' : 'IPv6'} addresses`,
				help: `Ask it with ${set.family === 'ipv4' ? 'iptables' : 'ip6tables'}, or make one of the other family.`,
				option: option.name
			}
		];
	return [
		{
			code: 'unknown-set',
			message: `there is no ipset named ${name}`,
			help: 'Make it with ipset create, or paste the output of ipset save beside the rules.',
			option: option.name
		}
	];
}
