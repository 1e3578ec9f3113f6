/**
 * A host from the output of `ip addr` and `ip route` (also -4, -6, and `ip -o addr`), in any order
 * and in one text; and back to such a text.
 */
import {
	parseAddress,
	readAddressLine,
	readLinkLine,
	sameNetwork,
	sayAddress,
	spanOf,
	type Family,
	type Parsed,
	type Problem
} from '../net';
import { readCidr } from './cidr';
import { isTunnel, type Host, type Interface, type InterfaceAddress, type Route } from './host';
import { readRoute } from './route-text';

interface Draft {
	name: string;
	addresses: InterfaceAddress[];
	up: boolean;
	mtu: number | undefined;
	tunnel: boolean | undefined;
}

const ignored =
	/^\s*($|#|link\/|valid_lft|RX|TX|altname|[a-z_]*lft|\d+\s+\d+|alias\b|nexthop\b|cache\b)/;

/** Reads `192.0.2.10/24`; `rest` is what `ip addr` writes after it. */
export function readInterfaceAddress(text: string, rest = ''): InterfaceAddress | undefined {
	const own = readCidr(text);
	if (!own) return undefined;
	const { family, value, length } = own;
	const broadcast = parseAddress(/\bbrd\s+(\S+)/.exec(rest)?.[1] ?? '');
	return {
		family,
		address: value,
		length,
		...(broadcast?.family === 'ipv4' && { broadcast: broadcast.value })
	};
}

class Reader {
	readonly interfaces = new Map<string, Draft>();
	readonly routes: Route[] = [];
	readonly problems: Problem[] = [];
	forwarding = false;
	#current: Draft | undefined;

	#interface(name: string): Draft {
		const known = this.interfaces.get(name);
		if (known) return known;
		const draft: Draft = { name, addresses: [], up: true, mtu: undefined, tunnel: undefined };
		this.interfaces.set(name, draft);
		return draft;
	}

	#address(to: Draft, text: string, rest: string): boolean {
		const own = readInterfaceAddress(text, rest);
		if (!own) return false;
		if (!to.addresses.some(({ address }) => address === own.address)) to.addresses.push(own);
		return true;
	}

	line(text: string, number: number): void {
		const link = readLinkLine(text);
		if (link) {
			this.#current = this.#interface(link.name);
			this.#current.up = link.flags.includes('UP');
			const mtu = Number(/\bmtu\s+(\d+)/.exec(link.rest)?.[1] ?? NaN);
			if (!Number.isNaN(mtu)) this.#current.mtu = mtu;
			this.#current.tunnel = link.flags.includes('POINTOPOINT');
			return;
		}
		const own = readAddressLine(text);
		if (own) {
			const { name, label, address, rest } = own;
			const named = name ?? (this.#current ? undefined : label);
			const to = named === undefined ? this.#current : this.#interface(named);
			if (to && this.#address(to, address, rest)) return;
		}
		if (ignored.test(text)) return;
		const forward = /ip_forward\s*=\s*([01])/.exec(text);
		if (forward) {
			this.forwarding = forward[1] === '1';
			return;
		}
		// A line of a routing table ends the list of addresses.
		if (/^\S/.test(text)) {
			const family: Family = text.includes(':') ? 'ipv6' : 'ipv4';
			const words = text.replace(/^ip\s+(-[46]\s+)?route\s+(add\s+)?/, '');
			const route = readRoute(words, family);
			if (route) {
				this.#current = undefined;
				if (
					!/\btable\s+local\b|^(local|broadcast|multicast|anycast)\b.*\bproto kernel\b/.test(text)
				)
					this.routes.push(route);
				return;
			}
		}
		this.problems.push({
			code: 'not-understood',
			severity: 'warning',
			message: `“${text.trim()}” is neither an address nor a route.`,
			help: 'Paste what “ip addr” and “ip route” print.',
			span: spanOf(number, 0, text.length)
		});
	}
}

/** Reads the text; anything it does not mention is assumed absent from the host. */
export function readHost(text: string): Parsed<Host> {
	const reader = new Reader();
	for (const [i, line] of text.split(/\r?\n/).entries()) reader.line(line, i + 1);
	for (const { device } of reader.routes)
		if (device !== undefined && !reader.interfaces.has(device))
			reader.interfaces.set(device, {
				name: device,
				addresses: [],
				up: true,
				mtu: undefined,
				tunnel: undefined
			});
	const interfaces = [...reader.interfaces.values()].map(
		({ name, addresses, up, mtu, tunnel }): Interface => ({
			name,
			addresses,
			...(!up && { up: false }),
			...(mtu !== undefined && { mtu }),
			...(tunnel !== undefined && { type: tunnel ? 'tunnel' : 'ethernet' })
		})
	);
	// The kernel's own routes are derived from the addresses.
	const routes = reader.routes.filter(
		({ type, destination, length, via, device }) =>
			!(
				type === 'unicast' &&
				via === undefined &&
				interfaces.some(
					(each) =>
						each.name === device &&
						each.addresses.some(
							(own) => own.length === length && sameNetwork(own.address, destination, length)
						)
				)
			)
	);
	return {
		value: { interfaces, routes, forwarding: reader.forwarding },
		problems: reader.problems
	};
}

export function printRoute({
	type,
	destination,
	length,
	via,
	device,
	source,
	metric
}: Route): string {
	const words: string[] = type === 'unicast' ? [] : [type];
	words.push(length === 0 ? 'default' : `${sayAddress(destination)}/${length}`);
	if (via !== undefined) words.push('via', sayAddress(via));
	if (device !== undefined) words.push('dev', device);
	if (source !== undefined) words.push('src', sayAddress(source));
	if (metric !== undefined) words.push('metric', String(metric));
	return words.join(' ');
}

/** A short text that `readHost` reads as this host: interfaces, addresses, routes. */
export function printHost({ interfaces, routes, forwarding }: Host): string {
	const lines = interfaces.flatMap((each, i) => {
		const { name, addresses, up = true, mtu } = each;
		const flags = [...(isTunnel(each) ? ['POINTOPOINT'] : []), ...(up ? ['UP'] : ['DOWN'])].join(
			','
		);
		return [
			`${i + 1}: ${name}: <${flags}>${mtu === undefined ? '' : ` mtu ${mtu}`}`,
			...addresses.map(
				({ family, address, length }) =>
					`    ${family === 'ipv4' ? 'inet' : 'inet6'} ${sayAddress(address)}/${length}`
			)
		];
	});
	lines.push(...routes.map(printRoute));
	if (forwarding) lines.push('net.ipv4.ip_forward = 1');
	return `${lines.join('\n')}\n`;
}
