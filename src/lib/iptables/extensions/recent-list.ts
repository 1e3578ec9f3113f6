/** The lists of -m recent: addresses, and when they were seen. */
import { masked } from '../../net';
import { NamedMemory, type PacketView, type Test } from '../evaluation';
import type { Match } from '../ruleset';
import { unknown } from './evaluate';
import {
	set,
	rcheck,
	update,
	remove,
	seconds,
	reap,
	hitcount,
	rttl,
	name,
	mask,
	rdest
} from './recent-options';

interface Entry {
	readonly ttl: number;
	/** Times when it was seen, in milliseconds of the session. */
	readonly stamps: readonly number[];
}

const mostEntries = 100;
/** By address, in the order of their last use, the oldest first. */
const lists = new NamedMemory<Map<number | bigint, Entry>>(() => new Map());

/** The TTL as it was before forwarding. */
function ttlOf({ ttl, hook }: PacketView): number {
	const forwarded = hook === 'FORWARD' || hook === 'POSTROUTING';
	return (ttl ?? 0) + (forwarded ? 1 : 0);
}

/** Whether the address is on the list; adds, updates or removes it, as the options say. */
export function listTest({ options }: Match): Test {
	const has = (each: { readonly name: string }) =>
		options.some(({ option: given }) => given === each.name);
	const sets = has(set);
	const removes = has(remove);
	const updates = has(update);
	const inverted = [set, rcheck, update, remove].some((each) => each.in(options)?.inverted);
	const field = has(rdest) ? 'dst' : 'src';
	const window = (seconds.in(options)?.value.value ?? Infinity) * 1000;
	const hits = Math.max(1, hitcount.in(options)?.value.value ?? 0);
	const by = mask.in(options)?.value.address;
	const sameTtl = has(rttl);
	return (packet) => {
		const address = packet[field];
		if (address == null) return unknown('the address is left open');
		const { now } = packet.session;
		const list = lists.of(packet.session, `${packet.family} ${name.in(options)?.value.text ?? ''}`);
		const key = masked(address, by);
		const ttl = ttlOf(packet);
		const found = list.get(key);
		const entry = found && (!sameTtl || found.ttl === ttl || ttl === 0) ? found : undefined;
		if (!entry && !sets) return inverted;
		let matches = true;
		if (removes) list.delete(key);
		else if (!sets) {
			const recent = (entry?.stamps ?? []).filter((stamp) => stamp >= now - window);
			matches = recent.length >= hits;
			if (has(reap))
				for (const [other, { stamps }] of list)
					if (stamps.every((stamp) => stamp < now - window)) list.delete(other);
		}
		const outcome = matches !== inverted;
		if (sets || (updates && outcome)) {
			list.delete(key);
			const [oldest] = list.keys();
			if (!entry && oldest !== undefined && list.size >= mostEntries) list.delete(oldest);
			list.set(key, { ttl, stamps: [...(entry?.stamps ?? []), now] });
		}
		return outcome;
	};
}
