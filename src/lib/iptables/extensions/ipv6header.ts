// Options: https://git.netfilter.org/iptables/tree/extensions/libip6t_ipv6header.c
import { readNumber } from '../number';
import type { OptionType } from '../extension';
import type { ValueOf } from '../values';
import { protocolNumber } from '../../net';
import { match, option } from './define';
import { evaluation, given, unknown } from './evaluate';
import { none } from './types/none';
import { bad, good } from './types/result';

/** In the order in which they are printed: printed name, number, other names. */
const headers = [
	['hopopt', 0, 'hop-by-hop', 'hop'],
	['ipv6-opts', 60, 'dst'],
	['ipv6-route', 43, 'route'],
	['ipv6-frag', 44, 'frag'],
	['ah', 51, 'auth'],
	['esp', 50],
	['ipv6-nonxt', 59, 'none'],
	['protocol', 255, 'prot']
] as const;

function readHeader(word: string) {
	const number = readNumber(word, 0, 255);
	// Only lower-case names and plain numbers; "all" is a protocol, but not a header.
	const value = `${number}` === word ? number : word === 'all' ? undefined : protocolNumber(word);
	return headers.find((names) => names.some((name) => name === word || name === value));
}

const list: OptionType<ValueOf<'words'>> = {
	argument: 'header[,...]',
	words: 1,
	is: (value) => value.kind === 'words',
	read(text) {
		const found = new Set<string>();
		for (const word of text.split(',')) {
			if (word === '') continue;
			const header = readHeader(word);
			if (!header)
				return bad(
					'bad-ipv6-header',
					`“${word}” is not an IPv6 header`,
					'Write hop-by-hop, ipv6-opts, ipv6-route, ipv6-frag, ah, esp, ipv6-nonxt or protocol.'
				);
			found.add(header[0]);
		}
		const words = headers.map(([name]) => name).filter((name) => found.has(name));
		return words.length === 0
			? bad('bad-ipv6-header', 'no header is named', 'Name one.')
			: good({ kind: 'words', words });
	},
	// Hop-by-hop options are protocol 0, which has its own name here.
	print: ({ words }) => words.map((word) => (word === 'hopopt' ? 'hop-by-hop' : word)).join(','),
	say: ({ words }) => words.join(' and '),
	suggestions: headers.map(([name, , long]) => long ?? name)
};
const header = option('header', list, 'Headers that the packet has, exactly.', {
	invertible: true,
	mandatory: true,
	phrase: 'with IPv6 headers $'
});
const soft = option('soft', none, 'The packet may have others as well.', {
	phrase: 'among others'
});

export const ipv6header = match({
	name: 'ipv6header',
	families: ['ipv6'],
	summary: 'Extension headers of IPv6.',
	options: [header, soft],
	evaluate: evaluation(
		given(header, ({ words }, inverted, { options }) => {
			const wanted = new Set<number>(
				headers.filter(([name]) => words.includes(name)).map(([, number]) => number)
			);
			const contains = soft.in(options) !== undefined;
			return ({ extensionHeaders, protocol }) => {
				if (!extensionHeaders || protocol === undefined)
					return unknown('the IPv6 extension headers of the packet are left open');
				const present = new Set<number>(extensionHeaders);
				if (protocol === 59 || protocol === 50 || protocol === 51) present.add(protocol);
				else present.add(255);
				const all = [...wanted].every((number) => present.has(number));
				return (all && (contains || present.size === wanted.size)) !== inverted;
			};
		})
	)
});
