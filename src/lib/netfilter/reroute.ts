/** The second routing of locally sent packets. */
import type { InFlight } from './in-flight';
import { on, type HookResult, type Journey } from './journey';
import type { Kernel } from './kernel';
import { sourceOf, destinationOf } from './known-ends';

/** ip_route_me_harder: the packet has changed, so its route may change. */
export function reroute(kernel: Kernel, packet: InFlight, journey: Journey): HookResult {
	const way = kernel.routing.reroute(
		packet.family,
		sourceOf(kernel, packet),
		destinationOf(kernel, packet),
		packet.out ?? undefined
	);
	journey.recorder?.event(
		'routing',
		way.kind === 'out' ? `routed again: leaves through ${way.device}` : way.because
	);
	if (way.kind === 'error') {
		const by = { hook: packet.hook, cause: 'kernel', because: way.because } as const;
		return { kind: 'drop', by, reject: null };
	}
	// The hook goes on with the interface that it began with; POSTROUTING sees the new one.
	journey.route = way;
	return on;
}
