// Options: https://git.netfilter.org/iptables/tree/extensions/libip6t_ipv6header.c
import type { PacketView } from '../evaluation';
import { readNumber } from '../number';
import type { OptionType } from '../extension';
import type { ValueOf } from '../values';
import { EXTENSION_HEADER, isOverlong, protocolNumber } from '../../net';
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

const PROTOCOL = 255;
const ends: ReadonlySet<number> = new Set([59, 50]);
const unseen = unknown('what a further fragment holds is not read as headers');

/** A later fragment whose next-header field names another extension header. */
function isFurther(packet: PacketView): boolean {
	const { protocol, extensionHeaders, extensionOctets, fragmentOffset } = packet;
	if (
		protocol !== null ||
		!fragmentOffset ||
		extensionHeaders?.at(-1) !== EXTENSION_HEADER.fragment
	)
		return false;
	return (extensionOctets?.at(-1)?.length ?? 0) >= 8;
}

/** The headers that it finds; undefined if too few octets are left to go on. */
function presentIn(packet: PacketView): ReadonlySet<number> | undefined {
	const { extensionHeaders = [], extensionOctets = [], protocol, layer4Length } = packet;
	const last = extensionHeaders.length - 1;
	const isShort = protocol === null && (extensionOctets[last]?.length ?? 0) < 2;
	const seen = isShort ? extensionHeaders.slice(0, -1) : extensionHeaders;
	const present = new Set<number>(seen);
	// After a header whose length field exceeds the packet, its next header is taken as the protocol.
	const overlong = seen.some((header, i) => {
		const octets = extensionOctets[i];
		return octets && isOverlong(header, octets);
	});
	const follows = isShort ? extensionHeaders[last] : protocol;
	if (overlong) return follows != null && ends.has(follows) ? present : present.add(PROTOCOL);
	if (isShort || (protocol === 50 && layer4Length < 2)) return undefined;
	return present.add(follows != null && ends.has(follows) ? follows : PROTOCOL);
}

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
			return (packet) => {
				const { extensionHeaders, protocol } = packet;
				if (!extensionHeaders || protocol === undefined)
					return unknown('the IPv6 extension headers of the packet are left open');
				if (isFurther(packet)) return unseen;
				const present = presentIn(packet);
				if (!present) return false;
				// Inverted, with several headers: none of them.
				if (contains) return [...wanted].every((number) => present.has(number) !== inverted);
				const all = [...wanted].every((number) => present.has(number));
				return (all && present.size === wanted.size) !== inverted;
			};
		})
	)
});
