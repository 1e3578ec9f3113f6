/** How `ip addr`, `ip route` and `ip link`, run by `ip -batch`, change a host. */
import type { Family } from '$lib/iptables';
import { readRoute, type Host, type Interface, type InterfaceAddress } from '$lib/netfilter';
import { parseAddress, sameNetwork } from '$lib/net';
import { withAddress, withoutAddress } from './addresses';

export function readOwnAddress(cidr: string): InterfaceAddress | undefined {
	const [text = '', length] = cidr.split('/');
	const address = parseAddress(text);
	if (!address) return undefined;
	const { family, value } = address;
	return { family, address: value, length: Number(length ?? (family === 'ipv4' ? 32 : 128)) };
}

/** `ip -batch` stops at the first command that fails. */
export function changeHost(host: Host, family: Family, commands: readonly string[]): Host {
	let current = host;
	for (const command of commands) {
		const words = command.trim().split(/\s+/);
		const [object = '', verb = ''] = words;
		const rest = words.slice(2);
		let next: Host | undefined;
		if (/^a(ddr(ess)?)?$/.test(object)) next = changeAddress(current, family, verb, rest);
		else if (/^r(oute)?$/.test(object)) next = changeRoute(current, family, verb, rest);
		else if (/^l(ink)?$/.test(object)) next = changeLink(current, family, rest);
		else next = current;
		if (!next) return current;
		current = next;
	}
	return current;
}

function named(words: readonly string[]): string {
	return words[words.indexOf('dev') + 1] ?? '';
}

function replace(host: Host, changed: Interface): Host {
	const interfaces = host.interfaces.map((each) => (each.name === changed.name ? changed : each));
	return { ...host, interfaces };
}

function changeAddress(
	host: Host,
	family: Family,
	verb: string,
	words: readonly string[]
): Host | undefined {
	const device = host.interfaces.find(({ name }) => name === named(words));
	if (!device) return undefined;
	if (/^f(lush)?$/.test(verb))
		return withoutRoutes(replace(host, { ...device, addresses: [] }), device.name, family);
	const own = readOwnAddress(words[0] ?? '');
	if (!own) return undefined;
	const known = device.addresses.some(({ address }) => address === own.address);
	if (verb.startsWith('d')) {
		if (!known) return undefined;
		const addresses = withoutAddress(device.addresses, own);
		const left = replace(host, { ...device, addresses });
		const gone = device.addresses.filter((each) => !addresses.includes(each));
		const routes = left.routes.filter(
			({ source }) => !gone.some(({ address }) => address === source)
		);
		const kept = { ...left, routes };
		// Without an IPv4 address an interface has no IPv4 (fib_disable_ip).
		return family === 'ipv4' && addresses.length === 0
			? withoutRoutes(kept, device.name, family)
			: kept;
	}
	if (known) return /^(r(eplace)?|ch(ange)?)$/.test(verb) ? host : undefined;
	return replace(host, { ...device, addresses: withAddress(device.addresses, own) });
}

/** The interface of a route that names none: the one whose network contains the gateway. */
function deviceOf(host: Host, { device, via }: Host['routes'][number]): string | undefined {
	if (device !== undefined || via === undefined) return device;
	return host.interfaces.find(({ addresses }) =>
		addresses.some(({ address, length }) => sameNetwork(address, via, length))
	)?.name;
}

function withoutRoutes(host: Host, device: string, family: Family): Host {
	const routes = host.routes.filter(
		(route) => route.family !== family || deviceOf(host, route) !== device
	);
	return { ...host, routes };
}

function changeRoute(
	host: Host,
	family: Family,
	verb: string,
	words: readonly string[]
): Host | undefined {
	const read = readRoute(words.join(' '), family);
	if (!read) return undefined;
	const device = deviceOf(host, read);
	const route = device === undefined ? read : { ...read, device };
	const same = (each: Host['routes'][number]) =>
		each.destination === route.destination &&
		each.length === route.length &&
		(each.metric ?? 0) === (route.metric ?? 0);
	const others = host.routes.filter((each) => !same(each));
	const known = others.length < host.routes.length;
	if (verb.startsWith('d')) return known ? { ...host, routes: others } : undefined;
	if (/^ad?d?$/.test(verb)) return known ? undefined : { ...host, routes: [...host.routes, route] };
	return { ...host, routes: [...others, route] };
}

/**
 * An interface that goes down loses its routes, and its IPv6 addresses
 * (net.ipv6.conf.all.keep_addr_on_down is 0); coming up restores only the routes of the addresses
 * that are left.
 */
function changeLink(host: Host, family: Family, words: readonly string[]): Host | undefined {
	const name = words.includes('dev') ? named(words) : (words[0] ?? '');
	const device = host.interfaces.find((each) => each.name === name);
	if (!device) return undefined;
	let changed = host;
	const mtu = Number(words[words.indexOf('mtu') + 1]);
	if (words.includes('mtu')) changed = replace(changed, { ...device, mtu });
	if (words.includes('up')) return replace(changed, { ...device, up: true });
	if (!words.includes('down')) return changed;
	const addresses = family === 'ipv6' ? [] : device.addresses;
	return withoutRoutes(replace(changed, { ...device, up: false, addresses }), name, family);
}
