/**
 * Takes a walk without a trace past rules that cannot match: columns of what each rule needs of
 * IPv4 addresses, protocol and ports, checked without calling the rule's tests. In a rule that is
 * skipped, no test with memory and no test that may drop the packet comes before the failing one.
 */
import type { HeaderMatch, Match, Rule } from '../iptables';
import type { CompiledRule } from './compile';
import type { InFlight } from './in-flight';
import { PROTOCOL } from './packet';

const LAST_PORT = 0xffff;
/** Octets of the header that the tests of a protocol require to be present. */
function wholeHeader(protocol: number | null | undefined): number {
	return protocol === PROTOCOL.tcp ? 20 : protocol === PROTOCOL.udp ? 8 : 0;
}

type PortRange = readonly [number, number];
const anyPort: PortRange = [0, LAST_PORT];

/** The ports that the rule's first match lets through; later ones may follow a test with memory. */
function portsOf(match: Match | undefined, option: 'sport' | 'dport'): PortRange {
	if (match?.extension !== 'tcp' && match?.extension !== 'udp') return anyPort;
	const use = match.options.find((each) => each.option === option);
	if (use?.value.kind !== 'range' || use.inverted) return anyPort;
	return [use.value.low, use.value.high];
}

function side(given: HeaderMatch['source']): { readonly mask: number; readonly address: number } {
	if (!given || given.inverted || given.value.family === 'ipv6') return { mask: 0, address: 0 };
	return { mask: given.value.mask | 0, address: given.value.address | 0 };
}

export class ChainFilter {
	readonly #count: number;
	readonly #srcMask: Int32Array;
	readonly #src: Int32Array;
	readonly #dstMask: Int32Array;
	readonly #dst: Int32Array;
	/** 0: any. */
	readonly #protocol: Uint8Array;
	readonly #sportLow: Uint16Array;
	readonly #sportHigh: Uint16Array;
	readonly #dportLow: Uint16Array;
	readonly #dportHigh: Uint16Array;

	constructor(rules: readonly CompiledRule[]) {
		const count = rules.length;
		this.#count = count;
		this.#srcMask = new Int32Array(count);
		this.#src = new Int32Array(count);
		this.#dstMask = new Int32Array(count);
		this.#dst = new Int32Array(count);
		this.#protocol = new Uint8Array(count);
		this.#sportLow = new Uint16Array(count);
		this.#sportHigh = new Uint16Array(count);
		this.#dportLow = new Uint16Array(count);
		this.#dportHigh = new Uint16Array(count);
		for (const [i, { rule }] of rules.entries()) this.#note(i, rule);
	}

	#note(i: number, { header, matches, unread }: Rule): void {
		const source = side(header.source);
		const destination = side(header.destination);
		this.#srcMask[i] = source.mask;
		this.#src[i] = source.address;
		this.#dstMask[i] = destination.mask;
		this.#dst[i] = destination.address;
		const { protocol } = header;
		this.#protocol[i] = protocol && !protocol.inverted ? protocol.value : 0;
		const first = unread ? undefined : matches[0];
		const sport = portsOf(first, 'sport');
		const dport = portsOf(first, 'dport');
		[this.#sportLow[i], this.#sportHigh[i]] = sport;
		[this.#dportLow[i], this.#dportHigh[i]] = dport;
	}

	/** Whether the columns apply to the packet: everything in it is known, and its header is whole. */
	static serves(packet: InFlight): boolean {
		const { sport } = packet;
		return (
			packet.variables === undefined &&
			packet.family === 'ipv4' &&
			packet.layer4Length >= wholeHeader(packet.protocol) &&
			packet.fragmentOffset === 0 &&
			(sport === null || typeof sport === 'number')
		);
	}

	/** The first rule at or after `from` that may match; the number of rules when there is none. */
	next(from: number, packet: InFlight): number {
		const src = Number(packet.src) | 0;
		const dst = Number(packet.dst) | 0;
		const protocol = packet.protocol ?? 0;
		const sport = packet.sport ?? -1;
		const dport = packet.dport ?? -1;
		const ports = sport >= 0;
		const srcMasks = this.#srcMask;
		const srcs = this.#src;
		const dstMasks = this.#dstMask;
		const dsts = this.#dst;
		const protocols = this.#protocol;
		const sportLow = this.#sportLow;
		const sportHigh = this.#sportHigh;
		const dportLow = this.#dportLow;
		const dportHigh = this.#dportHigh;
		const count = this.#count;
		let i = from;
		for (; i < count; i++) {
			const wanted = protocols[i] ?? 0;
			if (wanted !== 0 && wanted !== protocol) continue;
			if ((src & (srcMasks[i] ?? 0)) !== srcs[i]) continue;
			if (ports) {
				if (dport < (dportLow[i] ?? 0) || dport > (dportHigh[i] ?? 0)) continue;
				if (sport < (sportLow[i] ?? 0) || sport > (sportHigh[i] ?? 0)) continue;
			}
			if ((dst & (dstMasks[i] ?? 0)) === dsts[i]) break;
		}
		return i;
	}
}

const SHORTEST = 8;
const filters = new WeakMap<readonly CompiledRule[], ChainFilter>();

/** The filter of a chain, if the chain is long enough for one. */
export function filterOf(rules: readonly CompiledRule[]): ChainFilter | undefined {
	if (rules.length < SHORTEST) return undefined;
	let filter = filters.get(rules);
	if (!filter) filters.set(rules, (filter = new ChainFilter(rules)));
	return filter;
}
