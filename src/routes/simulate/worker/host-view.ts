import type { Host, Route } from '$lib/netfilter';
import type { HostView } from '../answer';
import { addressWords } from './field-words';

function routeWords(route: Route): string {
	const whole =
		route.length === 0 ? 'default' : `${addressWords(route.destination)}/${String(route.length)}`;
	return [
		route.type === 'unicast' ? '' : route.type,
		whole,
		route.via === undefined ? '' : `via ${addressWords(route.via)}`,
		route.device === undefined ? '' : `dev ${route.device}`,
		route.source === undefined ? '' : `src ${addressWords(route.source)}`,
		route.metric === undefined ? '' : `metric ${String(route.metric)}`
	]
		.filter((part) => part !== '')
		.join(' ');
}

/** The host in the words of `ip addr` and `ip route`. */
export function hostView({ interfaces, routes }: Host): HostView {
	return {
		interfaces: interfaces.map(({ name, addresses, up }) => ({
			name,
			addresses: addresses.map(
				({ address, length }) => `${addressWords(address)}/${String(length)}`
			),
			up: up ?? true
		})),
		routes: routes.map(routeWords)
	};
}
