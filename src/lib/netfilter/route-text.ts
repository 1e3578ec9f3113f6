/** One route as `ip route` prints it and `ip route add` takes it. */
import { parseAddress, type Family } from '../net';
import { readCidr } from './cidr';
import { routeTypes, type Route, type RouteType } from './host';

function isRouteType(word: string): word is RouteType {
	return routeTypes.some((type) => type === word);
}

function readPrefix(
	text: string,
	family: Family
): Pick<Route, 'family' | 'destination' | 'length'> | undefined {
	if (text === 'default' || text === 'any' || text === 'all')
		return { family, destination: family === 'ipv4' ? 0 : 0n, length: 0 };
	const network = readCidr(text);
	return network && { family: network.family, destination: network.value, length: network.length };
}

/**
 * Reads `default via 192.0.2.1 dev eth0 proto static metric 100` and the like. `family` is that of
 * a `default` without a gateway. Undefined if the text is not a route.
 */
export function readRoute(text: string, family: Family): Route | undefined {
	const words = text.trim().split(/\s+/);
	const first = words[0] ?? '';
	const type: RouteType = isRouteType(first) ? first : 'unicast';
	const rest = isRouteType(first) ? words.slice(1) : words;
	const after = (name: string) => {
		const at = rest.indexOf(name);
		if (at < 0) return undefined;
		const value = rest[at + 1];
		return value === 'inet' || value === 'inet6' ? rest[at + 2] : value;
	};
	const gateway = parseAddress(after('via') ?? '');
	const source = parseAddress(after('src') ?? '');
	const prefix = readPrefix(rest[0] ?? '', gateway?.family ?? source?.family ?? family);
	if (!prefix) return undefined;
	const device = after('dev');
	const metric = Number(after('metric') ?? NaN);
	return {
		type,
		...prefix,
		...(gateway && { via: gateway.value }),
		...(device !== undefined && { device }),
		...(source && { source: source.value }),
		...(!Number.isNaN(metric) && { metric })
	};
}
