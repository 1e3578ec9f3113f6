// sctp_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_sctp.c
import type { Outcome } from '../evaluation';
import { match, option } from './define';
import {
	always,
	destinationPortIn,
	evaluation,
	given,
	hasHeader,
	hotdrop,
	negate,
	sourcePortIn,
	unknown
} from './evaluate';
import { portsForm } from './listing';
import { chunks as chunksType, chunkTypes } from './types/chunks';
import { portRange, sayPorts } from './types/port';

const sport = option('sport', portRange('sctp'), 'Source port or range of ports.', {
	aliases: ['source-port'],
	invertible: true,
	says: sayPorts('from')
});
const dport = option('dport', portRange('sctp'), 'Destination port or range of ports.', {
	aliases: ['destination-port'],
	invertible: true,
	says: sayPorts('to')
});
const chunks = option('chunk-types', chunksType, 'Which chunks the packet carries.', {
	invertible: true,
	phrase: 'with chunks: $'
});

const header = 12;

interface Chunk {
	readonly type: number;
	readonly mask: number;
	readonly set: number;
}

/** Chunk types with the flags that are tested. */
function wantedChunks(words: readonly string[]): readonly Chunk[] {
	return chunkTypes
		.map(([name, type, letters]) => {
			const word = words.find((each) => each === name || each.startsWith(`${name}:`));
			const flags = word?.split(':')[1] ?? '';
			let mask = 0;
			let set = 0;
			for (const letter of flags) {
				const bit = 0x80 >> letters.indexOf(letter.toUpperCase());
				mask |= bit;
				if (letter === letter.toUpperCase()) set |= bit;
			}
			return word === undefined && !words.includes('ALL') ? undefined : { type, mask, set };
		})
		.filter((chunk) => chunk !== undefined);
}

/** match_packet: walks the chunks after the common header. */
function testChunks(bytes: Uint8Array, kind: string, words: readonly string[]): Outcome {
	const wanted = wantedChunks(words);
	const every = words.includes('ALL');
	const left = new Set(wanted.map(({ type }) => type));
	let first = true;
	for (let at = header; at < bytes.length;) {
		const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
		if (length === 0) return hotdrop('an SCTP chunk has no length');
		const type = bytes[at] ?? 0;
		const flags = bytes[at + 1] ?? 0;
		const chunk = wanted.find((each) => each.type === type);
		const fits = every || (chunk !== undefined && (flags & chunk.mask) === chunk.set);
		if (fits) {
			if (kind === 'any') return true;
			left.delete(type);
		} else if (kind === 'only') return false;
		first = false;
		at += (length + 3) & ~3;
	}
	if (first) return false;
	return kind === 'only' || (kind === 'all' && left.size === 0);
}

export const sctp = match({
	name: 'sctp',
	summary: 'Ports and chunks of SCTP.',
	options: [sport, dport, chunks],
	listing: portsForm('sctp'),
	protocols: [132],
	loadedBy: 132,
	evaluate: evaluation(
		always('', () => hasHeader('SCTP', header)),
		given(sport, ({ low, high }, inverted) => sourcePortIn(low, high, inverted)),
		given(dport, ({ low, high }, inverted) => destinationPortIn(low, high, inverted)),
		given(chunks, ({ words: [kind = '', ...list] }, inverted) => ({ layer4Bytes }) => {
			if (!layer4Bytes) return unknown('the chunks of the packet are not given');
			const outcome = testChunks(layer4Bytes, kind, list);
			return inverted ? negate(outcome) : outcome;
		})
	)
});
