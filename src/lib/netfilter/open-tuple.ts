/** Tuples of connections whose first packet had open fields: the open parts can't be compared. */
import type { Tuple, Unknown } from '../iptables';
import type { ConnectionTuple } from './connection';

/** A match has asked for an open part of a tuple. */
export class OpenPart extends Error {
	constructor(part: string) {
		super(`the ${part} of the connection is left open`);
	}
}

/** The answer; or that it can't be known, since a part of it is open. */
export function orUnknown<T>(ask: () => T): T | Unknown {
	try {
		return ask();
	} catch (error) {
		if (error instanceof OpenPart) return { kind: 'unknown', because: error.message };
		throw error;
	}
}

function part<T>(value: T, variable: string | undefined, name: string): T {
	if (variable !== undefined) throw new OpenPart(name);
	return value;
}

/** The tuple as a match may see it; asking for an open part throws OpenPart. */
export function visibleTuple(tuple: ConnectionTuple): Tuple {
	const { variables } = tuple;
	if (!variables) return tuple;
	const [src, dst, sport, dport] = variables;
	return {
		get src() {
			return part(tuple.src, src, 'source');
		},
		get dst() {
			return part(tuple.dst, dst, 'destination');
		},
		get sport() {
			return part(tuple.sport, sport, 'source port');
		},
		get dport() {
			return part(tuple.dport, dport, 'destination port');
		},
		protocol: tuple.protocol
	};
}
