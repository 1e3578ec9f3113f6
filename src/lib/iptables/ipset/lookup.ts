/** Which entries of a set cover an element, in the order in which the kernel tries them. Source:
 * mtype_test and mtype_test_cidrs in ip_set_hash_gen.h,
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/ipset */
import { networkOf } from '../../net';
import { printAddress, printElement } from './print';
import type { IpSetEntry, Part } from './set';
import type { SetType } from './types';

type Interface = Extract<Part, { kind: 'interface' }>;

function isHost(part: Part): boolean {
	return part.kind === 'address' && part.length === (typeof part.address === 'number' ? 32 : 128);
}

/** The part in each network size that the set has, the narrowest first. */
function* inNetworks(part: Part, lengths: readonly number[]): Iterable<Part> {
	if (part.kind !== 'address') return;
	for (const length of lengths)
		yield { kind: 'address', address: networkOf(part.address, length), length };
}

/** The key of the entries of one network: their interfaces are compared one by one. */
function groupOf(address: Part, { physical }: Interface): string {
	if (address.kind !== 'address') return '';
	return `${printAddress(address.address, address.length)}${physical ? ' physdev' : ''}`;
}

export class Lookup {
	readonly #type: SetType;
	readonly #byElement = new Map<string, IpSetEntry>();
	readonly #byNetwork = new Map<string, IpSetEntry[]>();
	/** The prefix lengths in each place, the longest first. */
	readonly #lengths: readonly (readonly number[])[];
	/** The places of an element that are networks. */
	readonly #nets: readonly number[];

	constructor(type: SetType, entries: readonly IpSetEntry[]) {
		this.#type = type;
		this.#nets = type.parts.flatMap((kind, place) => (kind === 'net' ? [place] : []));
		const lengths = this.#nets.map(() => new Set<number>());
		for (const entry of entries) {
			const [first, second] = entry.parts;
			if (first && second?.kind === 'interface') {
				const group = groupOf(first, second);
				const there = this.#byNetwork.get(group);
				if (there) there.push(entry);
				else this.#byNetwork.set(group, [entry]);
			} else this.#byElement.set(this.#key(entry.parts), entry);
			for (const [index, place] of this.#nets.entries()) {
				const part = entry.parts[place];
				if (part?.kind === 'address') lengths[index]?.add(part.length);
			}
		}
		this.#lengths = lengths.map((each) => [...each].sort((a, b) => b - a));
	}

	/** bitmap:ip,mac has one entry for each address. */
	#key(parts: readonly Part[]): string {
		return printElement(this.#type.name === 'bitmap:ip,mac' ? parts.slice(0, 1) : parts);
	}

	/** Single addresses are looked up in all networks, the narrowest first; with two, the first one's
	 * network takes precedence over the second's. */
	*#elements(parts: readonly Part[], net = 0): Iterable<readonly Part[]> {
		const place = this.#nets[net];
		const part = place === undefined ? undefined : parts[place];
		if (place === undefined || !part) {
			yield parts;
			return;
		}
		for (const each of inNetworks(part, this.#lengths[net] ?? []))
			yield* this.#elements(parts.with(place, each), net + 1);
	}

	/** For interfaces, once a network has any entry the kernel tries no wider one, unless an entry
	 * covers the element and does not count. */
	*covering(parts: readonly Part[]): Iterable<IpSetEntry> {
		const hosts = this.#nets.every((place) => {
			const part = parts[place];
			return part !== undefined && isHost(part);
		});
		for (const element of hosts ? this.#elements(parts) : [parts]) {
			const [first, second] = element;
			if (!first || second?.kind !== 'interface') {
				const found = this.#byElement.get(this.#key(element));
				if (found) yield found;
				continue;
			}
			let others = 0;
			for (const entry of this.#byNetwork.get(groupOf(first, second)) ?? []) {
				others++;
				const own = entry.parts[1];
				if (own?.kind !== 'interface') continue;
				if (own.wildcard ? !second.name.startsWith(own.name) : second.name !== own.name) continue;
				yield entry;
				others = 0;
			}
			if (others > 0 && hosts) return;
		}
	}
}
