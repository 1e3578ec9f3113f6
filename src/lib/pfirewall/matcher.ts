/** Tests the rows of one layout against a query, on their bytes. */
import { numberSets } from '$lib/net';
import { readIpv4 } from './address';
import { Columns, sameText, SEPARATOR } from './columns';
import { EITHER_ADDRESS, holds, type Condition } from './condition';
import { columnOf, hasUsualAddresses, type Layout } from './layout';
import type { Query } from './query';
import type { AddressStart } from './visitor';

const COLON = 58;
/** The offset of the action in a row. */
const ACTION = 20;

/**
 * What the source or destination of every matching row starts with: `100.`, if all of the range has
 * the same first octet; empty if that is unknown.
 */
function startOf({ inRange, range }: Query): string {
	const first = (range[0]?.lo ?? 0) >>> 24;
	const one = inRange && range.every(({ lo, hi }) => lo >>> 24 === first && hi >>> 24 === first);
	return one ? `${first}.` : '';
}

/** The same for the scanner. */
export function addressStart(query: Query): AddressStart {
	const text = startOf(query);
	const prefix = Array.from(text, (letter, at) => letter.charCodeAt(0) << (8 * at)).reduce(
		(sum, byte) => sum | byte,
		0
	);
	return { prefix, mask: text.length === 4 ? -1 : (1 << (8 * text.length)) - 1 };
}

export class Matcher {
	/** The columns of the row tested last, if it matched. */
	columns: Columns;
	/** The IPv4 addresses of that row, below 0 if they are not IPv4, and whether they are in the range. */
	sourceAddress = -1;
	destinationAddress = -1;
	sourceInRange = false;
	destinationInRange = false;
	readonly source: number;
	readonly destination: number;

	/** The columns of rows whose columns were not located before. */
	readonly #own = new Columns();
	readonly #query: Query;
	readonly #conditions: readonly { readonly column: number; readonly condition: Condition }[];
	/** See `startOf`; empty if source and destination don't follow action and protocol. */
	readonly #start: string;
	readonly #from: number;
	readonly #until: number;

	constructor(query: Query, layout: Layout) {
		this.columns = this.#own;
		this.#query = query;
		this.source = columnOf(layout, 'src-ip');
		this.destination = columnOf(layout, 'dst-ip');
		this.#conditions = query.conditions
			.filter(({ column }) => column !== EITHER_ADDRESS)
			.map((condition) => ({ column: columnOf(layout, condition.column), condition }));
		this.#start = hasUsualAddresses(layout) ? startOf(query) : '';
		this.#from = query.from ?? -Infinity;
		this.#until = query.until ?? Infinity;
	}

	/** Whether the query includes a time. */
	covers(time: number): boolean {
		return time >= this.#from && time <= this.#until;
	}

	/**
	 * Whether a row matches the query; action and time are tested elsewhere.
	 *
	 * @param known the row's columns, if they have been located
	 */
	matches(bytes: Uint8Array, start: number, end: number, known: Columns | undefined): boolean {
		const columns = known ?? this.#own;
		if (known === undefined) {
			if (this.#start !== '' && !this.#mayBeInRange(bytes, start)) return false;
			columns.split(bytes, start, end);
		}
		this.columns = columns;
		this.sourceAddress = readIpv4(bytes, columns.start(this.source), columns.end(this.source));
		this.destinationAddress = readIpv4(
			bytes,
			columns.start(this.destination),
			columns.end(this.destination)
		);
		this.sourceInRange = this.#inRange(this.sourceAddress);
		this.destinationInRange = this.#inRange(this.destinationAddress);
		if (this.#query.inRange && !this.sourceInRange && !this.destinationInRange) return false;
		for (const { column, condition } of this.#conditions) {
			if (column < 0 || !holds(condition, bytes, columns.start(column), columns.end(column)))
				return false;
		}
		for (const condition of this.#query.conditions) {
			if (condition.column === EITHER_ADDRESS && !this.#either(condition, bytes)) return false;
		}
		return true;
	}

	#either(condition: Condition, bytes: Uint8Array): boolean {
		return [this.source, this.destination].some((column) =>
			holds(condition, bytes, this.columns.start(column), this.columns.end(column))
		);
	}

	#inRange(address: number): boolean {
		return address >= 0 && numberSets.contains(this.#query.range, address);
	}

	/** Tests the first bytes of source and destination, which avoids locating the columns. */
	#mayBeInRange(bytes: Uint8Array, start: number): boolean {
		let at = start + ACTION;
		while ((bytes[at++] ?? 0) > SEPARATOR);
		while ((bytes[at++] ?? 0) > SEPARATOR);
		if (this.#mayStart(bytes, at)) return true;
		while ((bytes[at++] ?? 0) > SEPARATOR);
		return this.#mayStart(bytes, at);
	}

	/** IPv4-mapped IPv6 starts with a colon. */
	#mayStart(bytes: Uint8Array, at: number): boolean {
		return bytes[at] === COLON || sameText(bytes, at, at + this.#start.length, this.#start);
	}
}
