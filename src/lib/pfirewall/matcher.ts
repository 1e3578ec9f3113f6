/** Tests the rows of one layout against a query, on their bytes. */
import { numberSets } from '$lib/net';
import { readIpv4 } from './address';
import { Columns, SEPARATOR } from './columns';
import { EITHER_ADDRESS, holds, type Condition } from './condition';
import { columnOf, type Layout } from './layout';
import type { Query } from './query';

const ACTION = 20;

export class Matcher {
	/** The columns of the row tested last, if it matched. */
	readonly columns = new Columns();
	/** Whether the addresses of that row are in the range. */
	sourceInRange = false;
	destinationInRange = false;
	readonly source: number;
	readonly destination: number;

	readonly #query: Query;
	readonly #conditions: readonly { readonly column: number; readonly condition: Condition }[];
	/** Which first octets an address in the range can have. */
	readonly #octets = new Uint8Array(256);
	/** Source and destination follow action and protocol: they are found without all columns. */
	readonly #usual: boolean;
	readonly #from: number;
	readonly #until: number;

	constructor(query: Query, layout: Layout) {
		this.#query = query;
		this.source = columnOf(layout, 'src-ip');
		this.destination = columnOf(layout, 'dst-ip');
		this.#usual = layout.fixed && this.source === 4 && this.destination === 5;
		this.#conditions = query.conditions
			.filter(({ column }) => column !== EITHER_ADDRESS)
			.map((condition) => ({ column: columnOf(layout, condition.column), condition }));
		this.#from = query.from ?? -Infinity;
		this.#until = query.until ?? Infinity;
		for (const { lo, hi } of query.range) this.#octets.fill(1, lo >>> 24, (hi >>> 24) + 1);
	}

	/** Whether a time is one that the query asks for. */
	covers(time: number): boolean {
		return time >= this.#from && time <= this.#until;
	}

	/** Whether a row is one that the query asks for; action and time are looked at elsewhere. */
	matches(bytes: Uint8Array, start: number, end: number): boolean {
		if (this.#query.inRange && this.#usual && !this.#mayBeInRange(bytes, start)) return false;
		const columns = this.columns;
		columns.split(bytes, start, end);
		this.sourceInRange = this.#inRange(bytes, this.source);
		this.destinationInRange = this.#inRange(bytes, this.destination);
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

	#inRange(bytes: Uint8Array, column: number): boolean {
		const address = readIpv4(bytes, this.columns.start(column), this.columns.end(column));
		return address >= 0 && numberSets.contains(this.#query.range, address);
	}

	/**
	 * Whether the first octet of source or destination is one of the range, or can't be told here.
	 * A look at a few bytes of the row, which spares finding all columns of most rows.
	 */
	#mayBeInRange(bytes: Uint8Array, start: number): boolean {
		let at = start + ACTION;
		while ((bytes[at++] ?? 0) > SEPARATOR);
		while ((bytes[at++] ?? 0) > SEPARATOR);
		if (this.#mayStart(bytes, at)) return true;
		while ((bytes[at++] ?? 0) > SEPARATOR);
		return this.#mayStart(bytes, at);
	}

	#mayStart(bytes: Uint8Array, at: number): boolean {
		const first = bytes[at] ?? 0;
		if (first === 58) return true;
		let octet = 0;
		let digit = first - 48;
		for (let next = at + 1; digit >= 0 && digit <= 9; next++) {
			octet = octet * 10 + digit;
			digit = (bytes[next] ?? 0) - 48;
		}
		return this.#octets[octet] === 1;
	}
}
