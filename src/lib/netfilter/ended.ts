/** How a packet ends if a hook does not pass it on. */
import type { InFlight } from './in-flight';
import type { HookResult } from './journey';
import type { Kernel } from './kernel';
import { lost, type Arrival } from './passage';
import { rejectAnswer } from './reject';

/** A connection that it was about to open is discarded; REJECT answers, and its reset closes one that exists. */
export function ended(
	kernel: Kernel,
	packet: InFlight,
	result: Exclude<HookResult, { kind: 'on' }>
): Arrival {
	if (packet.entry) kernel.connections.discard(packet.entry);
	if (result.kind === 'queued')
		return lost('fragment-queued', 'it waits for the other fragments of its datagram');
	const { by, reject } = result;
	const answer = reject === null ? null : rejectAnswer(packet, reject, kernel.routing);
	if (answer?.kind === 'reset' && packet.entry) kernel.conntrack.close(packet.entry);
	return {
		verdict: reject === null ? 'DROP' : 'REJECT',
		decidedBy: by,
		delivered: null,
		lost: null,
		because: 'cause' in by ? by.because : null,
		answer
	};
}
