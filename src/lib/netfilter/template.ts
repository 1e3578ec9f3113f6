/**
 * What CT sets for the connection of a packet, before conntrack has seen it: nf_ct_tmpl_alloc in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/nf_conntrack_core.c
 */
import type { TrackEffect, Zone } from '../iptables';
import type { InFlight } from './in-flight';
import type { Place } from './walk';
import { defaultZone } from './zone';

export interface Template {
	readonly set: TrackEffect;
	/** The rule that set it. */
	readonly by: Place;
}

/** nf_ct_zone_tmpl: undefined if the zone comes from an unknown mark. */
export function zoneOf({ template, mark }: InFlight): Zone | undefined {
	const zone = template?.set.zone;
	if (!zone) return defaultZone;
	if (zone.id !== 'mark') return { id: zone.id, of: zone.of };
	return typeof mark === 'number' ? { id: mark & 0xffff, of: zone.of } : undefined;
}
