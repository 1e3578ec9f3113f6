import { masked6Contains, parseIpv4, parseIpv6, prefix6 } from '$lib/net';
import type { Device, Found } from './network';
import { rangeOfAdapter, type CgnatRange } from './range';

/** The prefix of every Tailscale node: https://tailscale.com/kb/1033/ip-and-dns-addresses */
const tailscale = parseIpv6('fd7a:115c:a1e0::');

function isTailscales({ range }: Found): boolean {
	return (
		range.family === 'ipv6' &&
		tailscale !== undefined &&
		masked6Contains(prefix6(tailscale, 48), range.lo)
	);
}

/**
 * The range whose first address this line gives to its device. Client Connector's adapter has it with
 * the mask of the range or as a single address; with any other mask it is another gateway.
 */
function adapterRange({ range, host }: Found): CgnatRange | undefined {
	if (range.family !== 'ipv4') return undefined;
	const alone = range.lo === range.hi;
	const own = rangeOfAdapter(host ?? range.lo);
	if (!own || (host === undefined && !alone)) return undefined;
	return alone || (range.lo === own.lo && range.hi === own.hi) ? own : undefined;
}

function named({ kind, name, description }: Device): string | undefined {
	if (kind === 'interface' && /^zcctun\d*$/.test(name)) return 'the name zcctun';
	if (kind === 'adapter' && /zscaler/i.test(name)) return 'its name';
	if (/zscaler[\s-]+network[\s-]+adapter/i.test(description)) return 'Zscaler Network Adapter';
	return undefined;
}

/** Whether the address alone can identify the adapter: not on Linux, where its name is known. */
function mayBeOwn(device: Device, all: readonly Found[]): boolean {
	const others = /tailscale|wireguard|netbird|cloudflare|hyper-v|wsl|docker/i;
	if (others.test(device.name) || others.test(device.description)) return false;
	if (device.kind === 'interface' && !/^utun\d+$/.test(device.name)) return false;
	return !all.some((found) => found.device?.name === device.name && isTailscales(found));
}

export type OwnAdapters = {
	/** How a device is recognised as Client Connector's own; undefined for every other device. */
	readonly because: (device: Device) => string | undefined;
	/** The range of one's address: the one that Client Connector uses now. */
	readonly range: CgnatRange | undefined;
};

/** Finds Client Connector's own adapters among all that a text names. */
export function ownAdapters(all: readonly Found[]): OwnAdapters {
	const reasons = new Map<string, string>();
	let range: CgnatRange | undefined;
	for (const found of all) {
		const { device } = found;
		if (!device || device.kind === 'address') continue;
		const at = adapterRange(found);
		const reason = named(device) ?? (at && mayBeOwn(device, all) ? 'its address' : undefined);
		if (reason === undefined) continue;
		if (!reasons.has(device.name)) reasons.set(device.name, reason);
		range ??= at;
	}

	// `route print` names an interface by its address; the output of ipconfig says whose address that is.
	const owners = new Map(
		all.flatMap(({ device, host }) =>
			device?.kind === 'adapter' && host !== undefined ? [[host, device.name] as const] : []
		)
	);
	const because = ({ kind, name }: Device): string | undefined => {
		if (kind !== 'address') return reasons.get(name);
		const address = parseIpv4(name);
		if (address === undefined) return undefined;
		const owner = owners.get(address);
		if (owner !== undefined) return reasons.get(owner);
		return rangeOfAdapter(address) ? 'its address' : undefined;
	};
	for (const { device } of all) {
		if (range || device?.kind !== 'address' || because(device) === undefined) continue;
		const address = parseIpv4(device.name);
		range = address === undefined ? undefined : rangeOfAdapter(address);
	}
	return { because, range };
}
