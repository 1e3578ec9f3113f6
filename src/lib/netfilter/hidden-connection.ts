/** A connection whose state alone is known. Anything else that a rule asks about it is unknown. */
import type { ConnectionState, ConnectionView } from '../iptables';
import type { InFlight } from './in-flight';
import { OpenPart } from './open-tuple';

/** Whether the packet's description gives only the state. */
export function hasGivenConnection({ givenState, entry, state }: InFlight): boolean {
	return givenState !== undefined && !entry && (state === 'ESTABLISHED' || state === 'RELATED');
}

/** Whether it is such a connection, or the template of one. */
export function hasHiddenConnection(packet: InFlight): boolean {
	return packet.template !== undefined || hasGivenConnection(packet);
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

/** Such a connection, as a match sees it: asking for more than its state throws OpenPart. */
export function hiddenConnection(state: ConnectionState): ConnectionView {
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
		get zone() {
			return open('zone');
		},
		get expectedBy() {
			return open('helper');
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
