import type { Network } from './network';

/** The interface of the first default route, as rules would name it; `eth0` if the text names none. */
export function uplinkOf(networks: readonly Network[]): string {
	const route = networks.find(
		({ role, device, range }) =>
			role.kind === 'default' && range.family === 'ipv4' && device?.kind === 'interface'
	);
	return route?.device?.name ?? 'eth0';
}
