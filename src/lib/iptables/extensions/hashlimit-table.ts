/** The tables of hashlimit: a bucket of credit for each address or port. */
import { NamedMemory, type PacketView, type Test } from '../evaluation';
import type { Match, OptionUse } from '../ruleset';
import { hotdrop, unknown } from './evaluate';
import { creditsOf } from './hashlimit-credits';
import { octetExpire, settleRate } from './hashlimit-normal';
import { above, burst, dstmask, expire, mode, name, srcmask } from './hashlimit-options';
import { octetsOf } from './types/hash-rate';
import { unitSeconds } from './types/rate';

interface Bucket {
	/** In packets; for a rate in octets, in seconds of the rate. */
	credit: number;
	/** Seconds that may still be added at once: the burst of a rate in octets. */
	spare: number;
	at: number;
}

const tables = new NamedMemory<Map<string, Bucket>>(() => new Map());
const withPorts = [6, 17, 33, 132, 136];
const openFields = unknown('a field that the packets are counted by is left open');
const noPorts = hotdrop('the packet has no ports to count by');

function masked(address: number | bigint, bits: number | undefined): string {
	if (bits === undefined) return address.toString();
	return typeof address === 'number'
		? `${Math.floor(address / 2 ** (32 - bits))}`
		: (address >> BigInt(128 - bits)).toString();
}

/** The packet's key in the table; undefined if a field is open, null without ports. */
function keyOf(packet: PacketView, by: readonly string[], options: readonly OptionUse[]) {
	const parts: string[] = [];
	for (const part of by) {
		if (part === 'srcip' || part === 'dstip') {
			const address = part === 'srcip' ? packet.src : packet.dst;
			if (address == null) return undefined;
			const bits = (part === 'srcip' ? srcmask : dstmask).in(options)?.value.value;
			parts.push(masked(address, bits));
			continue;
		}
		if (packet.protocol == null) return undefined;
		if (!withPorts.includes(packet.protocol)) continue;
		const port = part === 'srcport' ? packet.sport : packet.dport;
		if (port == null) return port;
		parts.push(`${port}`);
	}
	return parts.join(' ');
}

/** Counts one more packet against the rate of its table. */
export function rateTest({ options }: Match): Test {
	const rate = settleRate(options).value;
	const wantsMore = above.in(options) !== undefined;
	const by = mode.in(options)?.value.words ?? [];
	const most = burst.in(options)?.value.value ?? 0;
	const period = rate.kind === 'rate' ? unitSeconds[rate.unit] / rate.count : 0;
	const idle =
		expire.in(options)?.value.value ??
		(rate.kind === 'rate'
			? unitSeconds[rate.unit] * 1000
			: octetExpire[most > 0 ? 'burst' : 'plain']);
	// In packets; credits that overflow 64 bits wrap around.
	const credits = creditsOf(options);
	const full = credits ? Number(credits.all) / Number(credits.one) : 1;
	const table = name.in(options)?.value.text ?? '';
	return (packet) => {
		const key = keyOf(packet, by, options);
		if (key === undefined || packet.length == null) return openFields;
		if (key === null) return noPorts;
		const { now } = packet.session;
		const buckets = tables.of(packet.session, `${packet.family} ${table}`);
		const spare = rate.kind === 'rate' ? 0 : most / octetsOf(rate.cost);
		let bucket = buckets.get(key);
		if (!bucket || now - bucket.at > idle)
			buckets.set(key, (bucket = { credit: full, spare, at: now }));
		const passed = (now - bucket.at) / 1000;
		bucket.at = now;
		bucket.credit = Math.min(
			full,
			bucket.credit + (rate.kind === 'rate' ? passed / period : passed)
		);
		let cost = 1;
		if (rate.kind === 'byteRate') {
			cost = Math.min(1, ((Math.floor(packet.length / 16) + 1) * rate.cost) / 2 ** 32);
			if (bucket.credit < cost && bucket.spare >= 1) {
				bucket.spare -= 1;
				bucket.credit = 1;
			}
		}
		if (bucket.credit < cost - 1e-9) return wantsMore;
		bucket.credit -= cost;
		return !wantsMore;
	};
}
