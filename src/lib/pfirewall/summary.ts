/** The summary of the rows found. */
import { AddressTally } from './address-tally';
import {
	byCount,
	byKey,
	EMPTY_TABLE,
	mergeTables,
	MOST_KEYS,
	textTable,
	topOf,
	type Table
} from './table';
import { Tally } from './tally';
import { formatTime } from './timestamp';
import { columnOf, type Layout } from './layout';
import type { Matcher } from './matcher';

/** What rows are counted by. `range` and `address` count only addresses in the range searched for. */
export const DIMENSIONS = [
	'range',
	'address',
	'source',
	'destination',
	'port',
	'protocol',
	'direction',
	'hour'
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface Summary {
	/** How many rows were found. */
	readonly found: number;
	/** Local seconds of the earliest and the latest of them. */
	readonly first: number | undefined;
	readonly last: number | undefined;
	readonly tables: Readonly<Record<Dimension, Table>>;
}

const EMPTY: Summary = {
	found: 0,
	first: undefined,
	last: undefined,
	tables: tablesOf(() => EMPTY_TABLE)
};

const HOUR = 3600;
const COLON = 58;

function tablesOf(table: (dimension: Dimension) => Table): Record<Dimension, Table> {
	return {
		range: table('range'),
		address: table('address'),
		source: table('source'),
		destination: table('destination'),
		port: table('port'),
		protocol: table('protocol'),
		direction: table('direction'),
		hour: table('hour')
	};
}

/** Adds up rows, given as bytes and the matcher that found them. */
export class SummaryBuilder {
	/** By the first address of the /16. */
	readonly #ranges = new AddressTally();
	readonly #addresses = new AddressTally();
	readonly #sources = new AddressTally();
	readonly #destinations = new AddressTally();
	readonly #ports = new Tally();
	readonly #protocols = new Tally();
	readonly #directions = new Tally();
	readonly #hours = new Map<number, number>();
	#otherHours = 0;
	/** The start of the hour counted last, and its count that isn't in `#hours` yet. */
	#hour = NaN;
	#inHour = 0;
	#port = -1;
	#protocol = -1;
	#direction = -1;
	#found = 0;
	#first = Infinity;
	#last = -Infinity;

	layout(layout: Layout): void {
		this.#port = columnOf(layout, 'dst-port');
		this.#protocol = columnOf(layout, 'protocol');
		this.#direction = columnOf(layout, 'path');
	}

	add(bytes: Uint8Array, time: number, matcher: Matcher): void {
		const { columns, source, destination } = matcher;
		this.#found++;
		if (time < this.#first) this.#first = time;
		if (time > this.#last) this.#last = time;
		if (!(time >= this.#hour && time < this.#hour + HOUR)) this.#settleHour(time);
		this.#inHour++;
		const sourceStart = columns.start(source);
		const sourceEnd = columns.end(source);
		const start = columns.start(destination);
		const end = columns.end(destination);
		const { sourceAddress, destinationAddress } = matcher;
		const from = textAddress(bytes, sourceStart, sourceAddress);
		const to = textAddress(bytes, start, destinationAddress);
		this.#sources.add(from, bytes, sourceStart, sourceEnd);
		this.#destinations.add(to, bytes, start, end);
		if (matcher.sourceInRange) {
			this.#addresses.add(from, bytes, sourceStart, sourceEnd);
			this.#ranges.add(network(sourceAddress), bytes, 0, 0);
		}
		if (matcher.destinationInRange) {
			// A row within one range, or from an address to itself, counts once there.
			const { sourceInRange } = matcher;
			if (!sourceInRange || sourceAddress !== destinationAddress) {
				this.#addresses.add(to, bytes, start, end);
			}
			if (!sourceInRange || network(sourceAddress) !== network(destinationAddress)) {
				this.#ranges.add(network(destinationAddress), bytes, 0, 0);
			}
		}
		this.#ports.add(bytes, columns.start(this.#port), columns.end(this.#port));
		this.#protocols.add(bytes, columns.start(this.#protocol), columns.end(this.#protocol));
		this.#directions.add(bytes, columns.start(this.#direction), columns.end(this.#direction));
	}

	/** Adds the count to its hour, and continues with the hour of a time. */
	#settleHour(time: number): void {
		const before = this.#hours.get(this.#hour) ?? 0;
		if (before > 0 || this.#hours.size < MOST_KEYS) {
			if (this.#inHour > 0) this.#hours.set(this.#hour, before + this.#inHour);
		} else this.#otherHours += this.#inHour;
		this.#hour = Math.floor(time / HOUR) * HOUR;
		this.#inHour = 0;
	}

	summary(): Summary {
		this.#settleHour(NaN);
		const ranges = this.#ranges.table();
		const hours = [...this.#hours]
			.sort(([a], [b]) => a - b)
			.map(([hour, count]) => ({ key: formatTime(hour).slice(0, 16), count }));
		const tables: Record<Dimension, Table> = {
			range: textTable(
				topOf(ranges).map(({ key, count }) => ({ key: `${key}/16`, count })),
				ranges.others
			),
			address: this.#addresses.table(),
			source: this.#sources.table(),
			destination: this.#destinations.table(),
			port: this.#ports.table(),
			protocol: this.#protocols.table(),
			direction: this.#directions.table(),
			hour: textTable(hours, this.#otherHours)
		};
		return {
			found: this.#found,
			first: this.#found > 0 ? this.#first : undefined,
			last: this.#found > 0 ? this.#last : undefined,
			tables
		};
	}
}

/** The first address of the /16 that an IPv4 address is in. */
function network(address: number): number {
	return address - (address % 65_536);
}

/** The address, below 0 if its text isn't dotted decimal: IPv4-mapped IPv6 is shown as written. */
function textAddress(bytes: Uint8Array, start: number, address: number): number {
	return bytes[start] === COLON ? -1 : address;
}

/** The summary of all rows of several files. */
export function mergeSummaries(summaries: readonly Summary[]): Summary {
	const [only] = summaries;
	if (only === undefined) return EMPTY;
	if (summaries.length === 1) return only;
	const firsts = summaries.flatMap(({ first }) => first ?? []);
	const lasts = summaries.flatMap(({ last }) => last ?? []);
	const tables = tablesOf((dimension) =>
		// Hours are in chronological order.
		mergeTables(
			summaries.map((summary) => summary.tables[dimension]),
			dimension === 'hour' ? byKey : byCount
		)
	);
	return {
		found: summaries.reduce((sum, { found }) => sum + found, 0),
		first: firsts.length > 0 ? firsts.reduce((a, b) => Math.min(a, b)) : undefined,
		last: lasts.length > 0 ? lasts.reduce((a, b) => Math.max(a, b)) : undefined,
		tables
	};
}
