/**
 * The state of a packet whose connection is not described: only the state is known.
 */
import type { ConnectionState, FieldSet } from '../iptables';
import type { InFlight } from './in-flight';
import type { Kernel } from './kernel';

export const givenStates = ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'] as const;

/** The states that conntrack itself may assign, for an open state. */
const openStates: readonly FieldSet[] = ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID'].map(
	(name) => ({ kind: 'names', name, prefix: false })
);

export function isGivenState(word: string): word is ConnectionState {
	return givenStates.some((state) => state === word);
}

/** Gives the packet its state: the one described, or each possible one in a case of its own. */
export function giveState(kernel: Kernel, packet: InFlight): void {
	if (packet.tracked && packet.state === 'UNTRACKED') return;
	let given = packet.givenState;
	if (given === 'open') {
		kernel.oracle.choose?.(packet, 'state', openStates);
		const found = kernel.oracle.sample?.(packet, 'state');
		given = typeof found === 'string' && isGivenState(found) ? found : 'NEW';
	}
	if (given === 'NEW') kernel.conntrack.takeAsNew(packet);
	else {
		packet.tracked = true;
		packet.state = given ?? 'NEW';
	}
}
