import { hooks, type Hook, type TableName } from '$lib/iptables';
import type { Station } from './path-layout';

/** One station on a packet's path, with the tables traversed there. */
export interface PathStop {
	readonly at: Station;
	readonly tables: readonly { readonly name: TableName; readonly ended: boolean }[];
}

export function isHook(station: Station): station is Hook {
	return hooks.some((hook) => hook === station);
}
