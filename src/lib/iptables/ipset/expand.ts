/** The elements that one add, del or test is about: ranges and networks are many if the set holds
 * single addresses. Source: hash_*_uadt and bitmap_*_uadt,
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/ipset */
import { masked, networkOf } from '../../net';
import type { WrittenPart } from './element';
import { networksOf } from './networks';
import { isRefusal, refusal, type SetRefusal } from './refusal';
import type { Creation, Part } from './set';
import type { SetType } from './types';

export type ElementVerb = 'add' | 'del' | 'test';

/** The elements in the order in which the kernel processes them. */
export interface Elements {
	/** At most this many. */
	readonly count: number;
	all(): Iterable<readonly Part[]>;
}

/** The possible values of one part. */
interface Choices {
	readonly count: number;
	all(): Iterable<Part>;
}

/** The context in which the parts of one element are read. */
interface Request {
	readonly type: SetType;
	readonly creation: Creation;
	readonly verb: ElementVerb;
	readonly wildcard: boolean;
	/** Whether any part is a range. */
	readonly ranged: boolean;
}

type WrittenAddressPart = Extract<WrittenPart, { kind: 'address' }>;
type WrittenPortPart = Extract<WrittenPart, { kind: 'port' }>;

const badLength = refusal(
	'set-length',
	'The set does not take this prefix length.',
	'Write a longer one, or none for a single address.'
);
const nullElement = refusal(
	'set-null',
	'A set of this type can’t hold an element of zeros.',
	'Leave it out.'
);
const outside = refusal(
	'set-outside-range',
	'This is not within the range that the set was made with.',
	'Make the set with a wider range.'
);
const noProtocol = refusal('set-protocol', 'No element has the protocol 0.', 'Name a protocol.');
const everything = refusal(
	'set-whole-space',
	'A range can’t be all addresses there are.',
	'Write it as two halves: 0.0.0.0/1 and 128.0.0.0/1.'
);

function one(part: Part): Choices {
	return { count: 1, all: () => [part] };
}

function host(address: number | bigint): Part {
	return { kind: 'address', address, length: typeof address === 'number' ? 32 : 128 };
}

/** First and last address; the whole address space, if the length may be 0. */
function endsOf(base: number, { to, length = 32 }: WrittenAddressPart): readonly [number, number] {
	if (typeof to === 'number') return base > to ? [to, base] : [base, to];
	const low = Number(networkOf(base, length));
	return [low, low + 2 ** (32 - length) - 1];
}

function single(
	written: WrittenAddressPart,
	{ type: { name }, creation, verb }: Request
): Choices | SetRefusal {
	const { netmask = 32, bitmask, range } = creation;
	const masks = name === 'hash:ip' || name === 'hash:ip,port';
	const address = masks ? masked(written.address, bitmask) : written.address;
	if (masks && !address) return nullElement;
	const { length, to } = written;
	if (typeof address === 'bigint')
		return length === undefined || length === 128 ? one(host(address)) : badLength;
	if (range && (address < range.low || address > range.high)) return outside;
	// In these types, all addresses of one network are one element.
	const step = name === 'hash:ip' || name === 'bitmap:ip' ? 2 ** (32 - netmask) : 1;
	const stored = (each: number) => host(name === 'bitmap:ip' ? networkOf(each, netmask) : each);
	if (verb === 'test') return one(stored(address));
	if (length === 0) return badLength;
	if (masks && to === 0) return nullElement;
	const [low, high] = endsOf(address, written);
	if (range && (low < range.low || high > range.high)) return outside;
	return {
		count: Math.floor((high - low) / step) + 1,
		*all() {
			for (let each = low; each <= high; each += step) yield stored(each);
		}
	};
}

function network(
	written: WrittenAddressPart,
	{ type: { name }, creation: { bitmask }, verb, ranged }: Request
): Choices | SetRefusal {
	const { address, to } = written;
	const length = written.length ?? (typeof address === 'number' ? 32 : 128);
	if (length === 0 && !/^hash:net,(iface|port,net)$/.test(name)) return badLength;
	if (typeof address === 'bigint' || verb === 'test' || !ranged) {
		const within = masked(networkOf(address, length), bitmask);
		return one({ kind: 'address', address: within, length });
	}
	const [low, high] = endsOf(address, written);
	if (to !== undefined && low === 0 && high === 0xffff_ffff) return everything;
	return { count: to === undefined ? 1 : 64, all: () => networksOf(low, high) };
}

function ports(
	{ protocol, port, to = port }: WrittenPortPart,
	request: Request
): Choices | SetRefusal {
	const { range } = request.creation;
	// In bitmap:port, protocol 0 stands for both TCP and UDP.
	if (protocol === 0 && !range) return noProtocol;
	if (range && (port < range.low || port > range.high)) return outside;
	if (request.verb === 'test') return one({ kind: 'port', protocol, port });
	const [low, high] = port > to ? [to, port] : [port, to];
	if (range && (low < range.low || high > range.high)) return outside;
	return {
		count: high - low + 1,
		*all() {
			for (let each = low; each <= high; each++) yield { kind: 'port', protocol, port: each };
		}
	};
}

function choicesOf(written: WrittenPart, place: number, request: Request): Choices | SetRefusal {
	switch (written.kind) {
		case 'address':
			return request.type.parts[place] === 'net'
				? network(written, request)
				: single(written, request);
		case 'port':
			return ports(written, request);
		case 'mac': {
			const { mac } = written;
			const zero = request.type.storage === 'hash' && mac === '00:00:00:00:00:00';
			return zero ? nullElement : one({ kind: 'mac', mac });
		}
		case 'mark': {
			const mark = (written.mark & request.creation.markmask) >>> 0;
			return one({ kind: 'mark', mark });
		}
		case 'interface':
			return one({ ...written, wildcard: request.wildcard });
		case 'set':
			return one(written);
	}
}

function* product(choices: readonly Choices[], place = 0): Iterable<readonly Part[]> {
	const [first, ...rest] = choices.slice(place);
	if (!first) return;
	for (const part of first.all())
		if (rest.length === 0) yield [part];
		else for (const others of product(rest)) yield [part, ...others];
}

/** hash:ip,mark and IPv6 networks can't hold some all-zeros elements either. */
function isNull({ name }: SetType, [first, second]: readonly WrittenPart[], markmask: number) {
	if (first?.kind !== 'address' || BigInt(first.address) !== 0n) return false;
	if (second?.kind === 'mark') return (second.mark & markmask) === 0;
	return (
		name === 'hash:net,net' && typeof first.address === 'bigint' && (first.length ?? 128) === 128
	);
}

export function expand(
	type: SetType,
	creation: Creation,
	verb: ElementVerb,
	written: readonly WrittenPart[],
	wildcard = false
): Elements | SetRefusal {
	if (isNull(type, written, creation.markmask)) return nullElement;
	const ranged = written.some((part) => 'to' in part);
	const request: Request = { type, creation, verb, wildcard, ranged };
	const choices: Choices[] = [];
	for (const [place, part] of written.entries()) {
		const found = choicesOf(part, place, request);
		if (isRefusal(found)) return found;
		choices.push(found);
	}
	return {
		count: choices.reduce((count, each) => count * each.count, 1),
		all: () => product(choices)
	};
}
