/** The entries of one set while commands change them. Source: mtype_add and mtype_del in
 * ip_set_hash_gen.h and ip_set_bitmap_gen.h, and ip_set_list_set.c,
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/ipset */
import { printAddress, printElement } from './print';
import type { Creation, Extensions, IpSetEntry, Part } from './set';
import type { SetType } from './types';

/** The kernel keeps at most this many interfaces of one network. */
const mostInterfaces = 64;

export class Members {
	readonly #type: SetType;
	readonly #creation: Creation;
	#entries = new Map<string, IpSetEntry>();
	/** For networks with interfaces: the keys of each network, in creation order. */
	readonly #ofNetwork = new Map<string, Set<string>>();

	constructor(type: SetType, creation: Creation, entries: readonly IpSetEntry[] = []) {
		this.#type = type;
		this.#creation = creation;
		for (const entry of entries) this.#put(this.#key(entry.parts, entry.element), entry);
	}

	get size(): number {
		return this.#entries.size;
	}

	list(): readonly IpSetEntry[] {
		return [...this.#entries.values()];
	}

	clear(): void {
		this.#entries.clear();
		this.#ofNetwork.clear();
	}

	/** The key of an entry: bitmap:ip,mac has one for each address. */
	#key(parts: readonly Part[], element: string): string {
		if (this.#type.name === 'bitmap:ip,mac') return printElement(parts.slice(0, 1));
		const second = parts[1];
		return second?.kind === 'interface' && second.wildcard ? `${element} wildcard` : element;
	}

	#group(parts: readonly Part[]): string | undefined {
		const [first, second] = parts;
		if (first?.kind !== 'address' || second?.kind !== 'interface') return undefined;
		return `${printAddress(first.address, first.length)} ${second.physical ? 'physdev' : ''}`;
	}

	#put(key: string, entry: IpSetEntry): void {
		this.#entries.set(key, entry);
		const group = this.#group(entry.parts);
		if (group === undefined) return;
		const keys = this.#ofNetwork.get(group);
		if (keys) keys.add(key);
		else this.#ofNetwork.set(group, new Set([key]));
	}

	/** The key of the entry that the kernel considers the same: an interface equals a wildcard that is
	 * its prefix. */
	#find(parts: readonly Part[], element: string): string | undefined {
		const second = parts[1];
		const group = this.#group(parts);
		if (group === undefined || second?.kind !== 'interface') {
			const key = this.#key(parts, element);
			return this.#entries.has(key) ? key : undefined;
		}
		for (const key of this.#ofNetwork.get(group) ?? []) {
			const own = this.#entries.get(key)?.parts[1];
			if (own?.kind !== 'interface') continue;
			if (own.wildcard ? second.name.startsWith(own.name) : second.name === own.name) return key;
		}
		return undefined;
	}

	find(parts: readonly Part[]): IpSetEntry | undefined {
		const key = this.#find(parts, printElement(parts));
		return key === undefined ? undefined : this.#entries.get(key);
	}

	#isFull(parts: readonly Part[]): boolean {
		if (this.#type.storage !== 'hash') return false;
		if (this.#entries.size >= this.#creation.maxelem) return true;
		const group = this.#group(parts);
		return group !== undefined && (this.#ofNetwork.get(group)?.size ?? 0) >= mostInterfaces;
	}

	/** Adds an element; `exist` renews an existing one. */
	add(
		parts: readonly Part[],
		extensions: Extensions,
		written: string,
		exist: boolean
	): 'exists' | 'full' | 'evicts' | undefined {
		const element = printElement(parts);
		const key = this.#find(parts, element);
		const there = key === undefined ? undefined : this.#entries.get(key);
		if (key !== undefined && there) {
			const fills = this.#type.name === 'bitmap:ip,mac' && parts.length > there.parts.length;
			if (!exist && !fills && !this.#isUnstarted(there)) return 'exists';
			const renewed = this.#renewed(there, { element, written, parts, ...extensions });
			this.#entries.set(key, renewed);
			return undefined;
		}
		if (this.#isFull(parts)) {
			return this.#creation.forceadd && this.size > 0 ? 'evicts' : 'full';
		}
		this.#put(this.#key(parts, element), { element, written, parts, ...extensions });
		return undefined;
	}

	/** While an entry of bitmap:ip,mac waits for its MAC address, its timeout has not started; on add and
	 * delete, the kernel takes its seconds for a time long past. */
	#isUnstarted({ parts, timeout = 0 }: IpSetEntry): boolean {
		return this.#type.name === 'bitmap:ip,mac' && parts.length === 1 && timeout > 0;
	}

	/** The element stays the same, except for a MAC address that bitmap:ip,mac learns; counters stay
	 * unless new ones are given. */
	#renewed(there: IpSetEntry, now: IpSetEntry): IpSetEntry {
		const mac = this.#type.name === 'bitmap:ip,mac' && now.parts.length > 1;
		const { element, parts } = mac ? now : there;
		const packets = now.packets ?? there.packets;
		const bytes = now.bytes ?? there.bytes;
		// A timeout that starts now uses the seconds it waited with, unless it is given others.
		const waited = mac && there.parts.length === 1 && now.timeout === this.#creation.timeout;
		return {
			...now,
			element,
			parts,
			...(waited && there.timeout !== undefined && { timeout: there.timeout }),
			...(packets !== undefined && { packets }),
			...(bytes !== undefined && { bytes })
		};
	}

	/** Adds a set to a list, at a place beside another; this set must be a list. */
	addBeside(entry: IpSetEntry, side: 'before' | 'after', of: string): void {
		const before = [...this.#entries];
		this.#entries = new Map(
			before.flatMap((each) => {
				if (each[0] !== of) return [each];
				const own = [entry.element, entry] as const;
				return side === 'before' ? [own, each] : [each, own];
			})
		);
	}

	/** False if the kernel reports that there is none. */
	delete(parts: readonly Part[]): boolean {
		const key = this.#find(parts, printElement(parts));
		const there = key === undefined ? undefined : this.#entries.get(key);
		if (key === undefined || !there) return false;
		this.#entries.delete(key);
		const group = this.#group(parts);
		if (group !== undefined) this.#ofNetwork.get(group)?.delete(key);
		return !this.#isUnstarted(there);
	}
}
