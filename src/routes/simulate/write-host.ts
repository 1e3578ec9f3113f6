import type { HostView } from './answer';

/** The host as `ip addr` and `ip route` print it, shortened to what counts. */
export function writeHost(host: Pick<HostView, 'interfaces' | 'routes'>): string {
	const interfaces = host.interfaces.flatMap(({ name, addresses, up }, index) => [
		`${String(index + 1)}: ${name}: <BROADCAST,MULTICAST${up ? ',UP,LOWER_UP' : ''}> mtu 1500`,
		...addresses.map(
			(address) => `    ${address.includes(':') ? 'inet6' : 'inet'} ${address} scope global ${name}`
		)
	]);
	return [...interfaces, ...host.routes, ''].join('\n');
}
