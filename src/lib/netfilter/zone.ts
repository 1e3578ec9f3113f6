/**
 * Zones of connection tracking, each with its own connections:
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/include/net/netfilter/nf_conntrack_zones.h
 */
import type { Zone } from '../iptables';
import type { Direction } from './connection';

export const defaultZone: Zone = { id: 0, of: 'both' };

/** nf_ct_zone_id: the zone that tuples of a direction are in. */
export function zoneId({ id, of }: Zone, direction: Direction): number {
	return of === 'both' || of === direction ? id : 0;
}
