/**
 * The state of a packet whose connection is not described: only the state is known. What else a
 * rule asks of the connection is unknown.
 */
import type { ConnectionState, ConnectionView } from '../iptables';
import type { FieldSet } from '../iptables';
import type { InFlight } from './in-flight';
import type { Kernel } from './kernel';
import { OpenPart } from './open-tuple';

export const givenStates = ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID', 'UNTRACKED'] as const;

/** The states that conntrack itself may give, for a state that is left open. */
const openStates: readonly FieldSet[] = ['NEW', 'ESTABLISHED', 'RELATED', 'INVALID'].map(
	(name) => ({ kind: 'names', name, prefix: false })
);

export function isGivenState(word: string): word is ConnectionState {
	return givenStates.some((state) => state === word);
}

function open(part: string): never {
	throw new OpenPart(part);
}

const status: ConnectionView['status'] = {
	get seenReply() {
		return open('status');
	},
	get assured() {
		return open('status');
	},
	get confirmed() {
		return open('status');
	},
	get expected() {
		return open('status');
	},
	get snat() {
		return open('source translation');
	},
	get dnat() {
		return open('destination translation');
	}
};

/** The connection of such a packet, as a match sees it. */
export function givenConnection(state: ConnectionState): ConnectionView {
	return {
		state,
		status,
		get direction() {
			return open('direction');
		},
		get original() {
			return open('original direction');
		},
		get reply() {
			return open('reply direction');
		},
		get timeout() {
			return open('timeout');
		},
		get packets() {
			return open('count of packets');
		},
		get bytes() {
			return open('count of octets');
		}
	};
}

/** Gives the packet its state: the one described, or each that it may have in a case of its own. */
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

/** Whether all that is known of the connection is its state. */
export function hasGivenConnection({ givenState, entry, state }: InFlight): boolean {
	return givenState !== undefined && !entry && (state === 'ESTABLISHED' || state === 'RELATED');
}
