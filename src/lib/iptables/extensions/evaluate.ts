/** From the options of one match to the closures that the walk runs; open fields are handled here. */
import type {
	FieldSet,
	Hotdrop,
	OptionTest,
	Outcome,
	PacketFields,
	PacketView,
	Test,
	Unknown
} from '../evaluation';
import type { MatchExtension, Option } from '../extension';
import type { Match } from '../ruleset';
import type { Value } from '../values';

/** The part of an evaluation that one option, or the match as a whole, contributes. */
export type Part = (match: Match) => OptionTest | undefined;

/** The tests of a match, in the order in which the kernel makes them. */
export function evaluation(...parts: readonly Part[]): MatchExtension['evaluate'] {
	return {
		kind: 'tests',
		tests: (match) => parts.map((part) => part(match)).filter((test) => test !== undefined)
	};
}

/** Why the outcome can't be known from rules and packets. */
export function unknowable(because: string): MatchExtension['evaluate'] {
	return { kind: 'unknown', because };
}

/** A test made from the value of one option; no test if the option is not given. */
export function given<V extends Value>(
	option: Option<V>,
	compile: (value: V, inverted: boolean, match: Match) => Test
): Part {
	return (match) => {
		const use = option.in(match.options);
		return use && { option: option.name, test: compile(use.value, use.inverted, match) };
	};
}

/** A test of the match as a whole: a header that must be present. */
export function always(option: string, compile: (match: Match) => Test): Part {
	return (match) => ({ option, test: compile(match) });
}

export function unknown(because: string): Unknown {
	return { kind: 'unknown', because };
}

export function hotdrop(because: string): Hotdrop {
	return { kind: 'hotdrop', because };
}

/** The negation; unknown stays unknown, and a malformed packet is still dropped. */
export function negate(outcome: Outcome): Outcome {
	if (typeof outcome === 'boolean') return !outcome;
	if (outcome.kind === 'hotdrop' || !outcome.split) return outcome;
	return { ...outcome, split: { ...outcome.split, inverted: !outcome.split.inverted } };
}

export type NumberField = {
	[K in keyof PacketFields]: PacketFields[K] extends number | null | undefined ? K : never;
}[keyof PacketFields];

/** A field from `low` to `high`. A packet without the field does not match, inverted or not. */
export function numberIn(field: NumberField, low: number, high: number, inverted: boolean): Test {
	const set: FieldSet = { kind: 'numbers', ranges: [[low, high]] };
	return (packet) => {
		const value = packet[field];
		if (typeof value === 'number') return (value >= low && value <= high) !== inverted;
		return value === null ? false : ask(packet, field, set, inverted);
	};
}

export function ask(
	packet: PacketView,
	field: keyof PacketFields,
	set: FieldSet,
	inverted: boolean
): Outcome {
	const outcome = packet.ask(field, set);
	return inverted ? negate(outcome) : outcome;
}

/** Ports are tested most often, so each has a function of its own to stay monomorphic. */
export function sourcePortIn(low: number, high: number, inverted: boolean): Test {
	const set: FieldSet = { kind: 'numbers', ranges: [[low, high]] };
	return (packet) => {
		const { sport } = packet;
		if (typeof sport === 'number') return (sport >= low && sport <= high) !== inverted;
		return sport === null ? false : ask(packet, 'sport', set, inverted);
	};
}

export function destinationPortIn(low: number, high: number, inverted: boolean): Test {
	const set: FieldSet = { kind: 'numbers', ranges: [[low, high]] };
	return (packet) => {
		const { dport } = packet;
		if (typeof dport === 'number') return (dport >= low && dport <= high) !== inverted;
		return dport === null ? false : ask(packet, 'dport', set, inverted);
	};
}

/** (field & mask) === wanted. */
export function maskedIs(
	field: NumberField,
	mask: number,
	wanted: number,
	inverted: boolean
): Test {
	const set: FieldSet = { kind: 'masked', mask, match: wanted };
	return (packet) => {
		const value = packet[field];
		if (typeof value === 'number') return ((value & mask) >>> 0 === wanted) !== inverted;
		return value === null ? false : ask(packet, field, set, inverted);
	};
}

/** iptables-nft has its own expressions for ports and flags; the rest it leaves to xtables. */
export function isNativeInNft({ options }: Match): boolean {
	return options.length > 0 && !options.some(({ option }) => option === 'tcp-option');
}

/**
 * The packet carries the layer 4 header: it is not a later fragment, and `octets` are present. A
 * match that finds a truncated header makes the kernel drop the packet; nft's own expressions
 * just do not match.
 */
export function hasHeader(
	name: string,
	octets: number,
	settings: { readonly dropOffsetOne?: boolean; readonly native?: boolean } = {}
): Test {
	const short = hotdrop(`the ${name} header is cut short`);
	const evil = hotdrop(`the fragment at offset 1 overlaps the ${name} header`);
	const { dropOffsetOne = false, native = false } = settings;
	return (packet) => {
		// nft reads each field alone, even from what a later fragment has in its place: truncated
		// fields don't match, the others may.
		if (native && packet.backend === 'nft') return true;
		const { fragmentOffset } = packet;
		if (typeof fragmentOffset === 'number' && fragmentOffset > 0)
			return dropOffsetOne && fragmentOffset === 1 ? evil : false;
		return packet.layer4Length >= octets ? true : short;
	};
}
