/** The one sentence that a log is read for. */
import { bypasses, type Bypass } from '$lib/catalog';
import { keysOf, topOf, type Table } from './table';
import { formatTime } from './timestamp';
import type { Summary } from './summary';

/** What is known of all logs together, beside the summary of the rows found. */
export interface Coverage {
	readonly rows: number;
	/** Local seconds; undefined without rows. */
	readonly earliest: number | undefined;
	readonly latest: number | undefined;
	/** Everything was read. */
	readonly complete: boolean;
	readonly malformed: number;
	readonly gaps: number;
	/** Entries lost in the gaps that say how many. */
	readonly lost: number;
	/** Names of the files that are no firewall log. */
	readonly noLogs: readonly string[];
	/** Names of the files that could not be read. */
	readonly unreadable: readonly string[];
}

export interface Answer {
	readonly drops: number;
	/** The sentences, in order. */
	readonly sentences: readonly string[];
	/** What the answer leaves out, in sentences. */
	readonly reservations: readonly string[];
	/** The bypasses of ZSATunnel.exe, which carries the range's traffic, that the drops speak of. */
	readonly missing: readonly Bypass[];
}

/** The direction of a bypass, by the log's `path`. FORWARD and UNKNOWN are no host rule's. */
const DIRECTIONS = { SEND: 'outbound', RECEIVE: 'inbound' } as const;
const TUNNEL = 'zsatunnel';

const numbers = new Intl.NumberFormat('en');

function count(number: number, one: string, many = `${one}s`): string {
	return `${numbers.format(number)} ${number === 1 ? one : many}`;
}

/** Number of different keys, as far as they were kept. */
function different(table: Table, one: string, many?: string): string {
	return `${table.others > 0 ? 'more than ' : ''}${count(keysOf(table), one, many)}`;
}

function span(from: number | undefined, until: number | undefined): string {
	if (from === undefined || until === undefined) return '';
	return from === until
		? `at ${formatTime(from)}`
		: `between ${formatTime(from)} and ${formatTime(until)}`;
}

/** `A, B and C`. */
function list(words: readonly string[]): string {
	const last = words.at(-1) ?? '';
	return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** `all outbound (SEND)`, or how many each way. */
function directionWords(table: Table): string {
	const words = table.texts.map(({ key, count }) => {
		const way =
			key === 'SEND' || key === 'RECEIVE'
				? `${DIRECTIONS[key]} (${key})`
				: key === 'FORWARD'
					? 'forwarded (FORWARD)'
					: `without a direction (${key || '-'})`;
		return table.texts.length === 1 ? `all ${way}` : `${numbers.format(count)} ${way}`;
	});
	return list(words);
}

/** The ranges that were hit, where they are few; else how many of those looked for. */
function rangeHit(table: Table, range: string): string {
	const hit = topOf(table).map(({ key }) => key);
	return hit.length <= 3 ? list(hit) : `${hit.length} ranges of ${range}`;
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

function reservationsOf(coverage: Coverage): readonly string[] {
	const { complete, gaps, lost, malformed, noLogs, unreadable } = coverage;
	return [
		...(complete ? [] : ['Not everything was read: this is what was found so far.']),
		...noLogs.map((name) => `${name} is no firewall log.`),
		...unreadable.map((name) => `${name} could not be read.`),
		...(gaps > 0
			? [
					`Windows could not write ${lost > 0 ? count(lost, 'entry', 'entries') : 'some entries'} (${count(gaps, 'gap')} in the log): drops may be among them.`
				]
			: []),
		...(malformed > 0
			? [`${count(malformed, 'malformed row was', 'malformed rows were')} stepped over.`]
			: [])
	];
}

/** `Inbound for ZSATunnel.exe`. */
export function bypassName({ direction, normal }: Bypass): string {
	return `${direction === 'inbound' ? 'Inbound' : 'Outbound'} for ${normal}`;
}

/**
 * Whether Client Connector is being dropped.
 *
 * @param summary of the DROP rows with an address in the range
 * @param range the range that was looked for, in words
 */
export function answer(summary: Summary, range: string, coverage: Coverage): Answer {
	const { found, first, last, tables } = summary;
	const reservations = reservationsOf(coverage);
	if (coverage.rows === 0) {
		return {
			drops: 0,
			sentences: ['There are no rows of a firewall log to answer from.'],
			reservations,
			missing: []
		};
	}
	if (found === 0) {
		const covered = span(coverage.earliest, coverage.latest);
		return {
			drops: 0,
			sentences: [`No drops in the range ${range}, in ${count(coverage.rows, 'row')} ${covered}.`],
			reservations,
			missing: []
		};
	}
	const missing = missingBypasses(tables.direction);
	const names = missing.map(bypassName).join(' and ');
	const verb = missing.length === 1 ? 'is' : 'are';
	const addresses = different(tables.address, 'address', 'addresses');
	return {
		drops: found,
		sentences: [
			`${count(found, 'packet')} to or from ${rangeHit(tables.range, range)} ${found === 1 ? 'was' : 'were'} dropped ${span(first, last)}: ${directionWords(tables.direction)}, ${addresses} of the range.`,
			missing.length === 0
				? 'The log does not say which way they went, so not which bypass is missing.'
				: `${names} ${verb} missing or not applied.`
		],
		reservations,
		missing
	};
}
