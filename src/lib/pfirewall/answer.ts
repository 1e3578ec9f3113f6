/** The answer that a log is read for. */
import { bypasses, type Bypass } from '$lib/catalog';
import { counted, inWords, grouped } from '$lib/text';
import { nothing, reservationsOf, type Coverage } from './coverage';
import { keysOf, topOf, type Table } from './table';
import type { Summary } from './summary';
import { span } from './words';

export interface Answer {
	readonly drops: number;
	/** The sentences, in order. */
	readonly sentences: readonly string[];
	/** What the answer leaves out, in sentences. */
	readonly reservations: readonly string[];
	/** The bypasses of ZSATunnel.exe, which carries the range's traffic, that the drops suggest are missing. */
	readonly missing: readonly Bypass[];
}

/** The direction of a bypass, by the log's `path`. No host rule covers FORWARD and UNKNOWN. */
const DIRECTIONS = { SEND: 'outbound', RECEIVE: 'inbound' } as const;
const TUNNEL = 'zsatunnel';

/** Number of distinct keys, as far as they were kept. */
function different(table: Table, one: string, many?: string): string {
	return `${table.others > 0 ? 'more than ' : ''}${counted(keysOf(table), one, many)}`;
}

/** `all outbound (SEND)`, or how many each way. */
function directionWords(table: Table): string {
	const words = table.texts.map(({ key, count: rows }) => {
		const way =
			key === 'SEND' || key === 'RECEIVE'
				? `${DIRECTIONS[key]} (${key})`
				: key === 'FORWARD'
					? 'forwarded (FORWARD)'
					: `without a direction (${key || '-'})`;
		if (table.texts.length > 1) return `${grouped(rows)} ${way}`;
		return rows === 1 ? way : `all ${way}`;
	});
	return inWords(words);
}

/** The ranges that were hit if they are few; else how many of those searched for. */
function rangeHit(table: Table, range: string): string {
	const hit = topOf(table).map(({ key }) => key);
	return hit.length <= 3 ? inWords(hit) : `${hit.length} ranges of ${range}`;
}

/** The bypasses of the catalog that the directions of dropped packets call for. */
function missingBypasses(table: Table): readonly Bypass[] {
	const wanted = new Set(
		table.texts.flatMap(({ key }) => (key === 'SEND' || key === 'RECEIVE' ? [DIRECTIONS[key]] : []))
	);
	return bypasses.filter(
		({ process, platform, direction }) =>
			process === TUNNEL && platform === 'windows' && wanted.has(direction)
	);
}

/** For drops without a direction: what no bypass would change, or what the log leaves open. */
function withoutBypass(table: Table): string {
	return table.texts.every(({ key }) => key === 'FORWARD')
		? 'They were passing through this machine: no bypass for a program would let them through.'
		: 'The log does not say which way they went, so not which bypass is missing.';
}

/** `Inbound for ZSATunnel.exe`. */
export function bypassName({ direction, normal }: Bypass): string {
	return `${direction === 'inbound' ? 'Inbound' : 'Outbound'} for ${normal}`;
}

/**
 * Whether Client Connector is being dropped.
 *
 * @param summary of the DROP rows with an address in the range
 * @param range the range that was searched for, in words
 */
export function answer(summary: Summary, range: string, coverage: Coverage): Answer {
	const { found, first, last, tables } = summary;
	const reservations = reservationsOf(coverage);
	if (coverage.rows === 0) {
		return {
			drops: 0,
			sentences: [nothing(coverage)],
			reservations,
			missing: []
		};
	}
	if (found === 0) {
		const covered = span(coverage.earliest, coverage.latest);
		return {
			drops: 0,
			sentences: [
				`No drops in the range ${range}, in ${counted(coverage.rows, 'row')} ${covered}.`
			],
			reservations,
			missing: []
		};
	}
	const missing = missingBypasses(tables.direction);
	const names = inWords(missing.map(bypassName));
	const [bypass, verb] = missing.length === 1 ? ['bypass', 'is'] : ['bypasses', 'are'];
	const addresses = different(tables.address, 'address', 'addresses');
	return {
		drops: found,
		sentences: [
			`${counted(found, 'packet')} to or from ${rangeHit(tables.range, range)} ${found === 1 ? 'was' : 'were'} dropped ${span(first, last)}: ${directionWords(tables.direction)}, ${addresses} of the range.`,
			missing.length === 0
				? withoutBypass(tables.direction)
				: `The ${bypass} ${names} ${verb} missing or not applied.`
		],
		reservations,
		missing
	};
}
