/** What targets do to a packet and its connection. */
import type { Effect, PacketOutcome, Unknown } from '../iptables';
import { accept, dropped, type Applied } from './applied';
import type { InFlight } from './in-flight';
import type { Nat } from './nat';
import { translateConnection } from './nat-target';
import { orUnknown } from './open-tuple';
import { changePacket, setMark } from './packet-change';
import type { Routing } from './routing';
import { changeTcpOptions } from './tcp-options';
import type { Place } from './walk';

const outcomeWords: Readonly<Record<PacketOutcome, { yes: string; no: string }>> = {
	continue: { yes: 'lets it go on', no: 'does not let it go on' },
	accept: { yes: 'accepts it', no: 'does not accept it' },
	drop: { yes: 'drops it', no: 'does not drop it' }
};

/** A target whose effect can't be known: each possible outcome is a case of its own. */
function undecided(
	{ because, outcomes = ['continue'] }: Extract<Effect, { kind: 'unknown' }>,
	place: Place,
	decide: (unknown: Unknown) => boolean
): Applied {
	const outcome = outcomes.find((each, index) => {
		const others = outcomes.slice(index + 1);
		const [other] = others;
		if (!other) return true;
		const { yes, no } = outcomeWords[each];
		const wording = { yes, no: others.length === 1 ? outcomeWords[other].yes : no };
		return decide({ kind: 'unknown', because, wording });
	});
	switch (outcome) {
		case 'accept':
			return { did: '', because, decision: accept };
		case 'drop':
			return { did: '', because, decision: { kind: 'drop', by: place, reject: null } };
		default:
			return { did: '', because };
	}
}

/** xt_ct_target: the first of several such rules counts. */
function beforeConntrack(
	packet: InFlight,
	effect: Extract<Effect, { kind: 'notrack' | 'track' }>,
	by: Place
): Applied {
	if (packet.entry || packet.state === 'UNTRACKED')
		return { did: 'too late: conntrack has already seen the packet' };
	if (packet.template) return { did: 'too late: an earlier rule has settled it' };
	if (effect.kind === 'notrack') {
		packet.tracked = true;
		packet.state = 'UNTRACKED';
		return { did: 'conntrack leaves the packet alone' };
	}
	packet.template = { set: effect, by };
	return { did: '' };
}

export function apply(
	packet: InFlight,
	effect: Effect,
	place: Place,
	nat: Nat,
	routing: Routing,
	decide: (unknown: Unknown) => boolean
): Applied {
	switch (effect.kind) {
		case 'continue':
			return { did: '' };
		case 'note':
			effect.note(packet);
			return { did: '' };
		case 'verdict':
			return effect.verdict === 'ACCEPT'
				? { did: 'ACCEPT', decision: accept }
				: { did: 'DROP', decision: { kind: 'drop', by: place, reject: null } };
		case 'reject':
			return {
				did: `REJECT with ${effect.with}`,
				decision: { kind: 'drop', by: place, reject: effect.with }
			};
		case 'change':
			return { did: effect.changes.map((each) => changePacket(packet, each)).join(', ') };
		case 'tcp-options': {
			const done = changeTcpOptions(packet, effect.change, routing);
			return 'did' in done ? done : dropped(packet, done.because);
		}
		case 'mark': {
			const mark = orUnknown(() => effect.mark(packet));
			if (mark === undefined) return { did: 'the mark stays' };
			if (!('kind' in mark)) return { did: changePacket(packet, { field: 'mark', ...mark }) };
			setMark(packet, undefined);
			return { did: 'sets the mark', because: mark.because };
		}
		case 'notrack':
		case 'track':
			return beforeConntrack(packet, effect, place);
		case 'translate':
			return translateConnection(packet, effect, nat, routing);
		case 'unknown':
			return undecided(effect, place, decide);
	}
}
