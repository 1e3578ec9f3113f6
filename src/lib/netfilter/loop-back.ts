/**
 * The copy of a broadcast, or of multicast to a joined group, that loops back to its sender:
 * ip_mc_output and ip6_finish_output2. It passes POSTROUTING, then PREROUTING and INPUT on the
 * interface that the original leaves through (seen on Linux 6.18 with the counters of a rule set).
 */
import { isMulticast } from '../net';
import { ended } from './ended';
import { runHook } from './hook';
import type { InFlight } from './in-flight';
import { newJourney, type Journey } from './journey';
import type { Kernel } from './kernel';
import type { OutputRoute } from './route-out';
import { arrived, type Arrival } from './passage';

type Way = Extract<OutputRoute, { readonly kind: 'out' }>;

function isGroup(dst: InFlight['dst']): boolean {
	return dst !== undefined && dst !== null && isMulticast(dst);
}

/** Whether a copy loops back; for multicast only if its sender wants it (IP_MULTICAST_LOOP). */
function hasCopy(kernel: Kernel, { dst }: InFlight, { copy, device }: Way): boolean {
	if (copy) return true;
	if (kernel.options.loopsBack === false || device === 'lo' || !isGroup(dst)) return false;
	return dst !== undefined && dst !== null && kernel.routing.hasJoined(device, dst);
}

/** Sends the copy on its way; null if there is none, or if copies are not to loop back. */
export function sendCopy(
	kernel: Kernel,
	packet: InFlight,
	way: Way,
	journey: Journey
): Arrival | null {
	if (!hasCopy(kernel, packet, way)) return null;
	const copy = packet.clone();
	// It leaves first; what happens to it does not affect the original.
	const out = runHook(kernel, 'POSTROUTING', copy, journey);
	if (out.kind !== 'on' || kernel.options.loopsBack === false) return null;
	copy.in = way.device;
	copy.out = null;
	copy.socket = 'none';
	copy.uid = copy.gid = null;
	copy.macSource = null;
	copy.packetType = isGroup(copy.dst) ? 'multicast' : 'broadcast';
	const back = newJourney(false);
	const before = runHook(kernel, 'PREROUTING', copy, back);
	if (before.kind !== 'on') return ended(kernel, copy, before);
	const last = runHook(kernel, 'INPUT', copy, back);
	return last.kind === 'on' ? arrived('local') : ended(kernel, copy, last);
}
