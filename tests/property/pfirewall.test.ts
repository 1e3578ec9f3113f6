import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberSets, parseIpv4 } from '$lib/net';
import {
	bytesSource,
	findSeams,
	firstRow,
	parseTime,
	readCondition,
	readLog,
	readRows,
	rowsFrom,
	topOf,
	type ByteSource,
	type Query,
	type Row
} from '$lib/pfirewall';

/*
 * Compares the reader that searches bytes with a simple one that splits the text into lines.
 */

const FIELDS =
	'date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path';
const RANGE = { lo: 0x64400000, hi: 0x6453ffff };

interface PlainRow {
	readonly line: number;
	readonly raw: string;
	readonly time: number;
	readonly fields: ReadonlyMap<string, string>;
}

interface PlainLog {
	readonly rows: readonly PlainRow[];
	readonly malformed: readonly string[];
	readonly gaps: number;
	readonly lost: number;
	readonly headers: number;
}

function plainRead(text: string): PlainLog {
	let names = FIELDS.split(' ');
	const rows: PlainRow[] = [];
	const malformed: string[] = [];
	let gaps = 0;
	let lost = 0;
	let headers = 0;
	for (const [index, line] of text.split('\n').entries()) {
		const raw = line.replace(/^[\s\0\ufeff]+|[\s\0]+$/g, '');
		if (raw === '') continue;
		if (raw.startsWith('#')) {
			const [, list] = /^#fields:(.*)$/i.exec(raw) ?? [];
			if (list === undefined) continue;
			names = list.trim().toLowerCase().split(/\s+/);
			headers++;
			continue;
		}
		const columns = raw.split(/[ \t\0]/);
		const fields = new Map(
			[...names, 'pid'].slice(0, columns.length).map((name, at) => [name, columns[at] ?? ''])
		);
		if (fields.get('action') === 'INFO-EVENTS-LOST') {
			gaps++;
			const info = fields.get('info') ?? '';
			if (/^\d+$/.test(info)) lost += Number(info);
			continue;
		}
		const date = fields.get('date') ?? '';
		const clock = fields.get('time') ?? '';
		const time = plainTime(`${date} ${clock}`);
		const most = names.includes('pid') ? names.length : names.length + 1;
		if (columns.length < names.length) malformed.push('too few columns');
		else if (columns.length > most) malformed.push('too many columns');
		else if (time === undefined) malformed.push('no date and time');
		else rows.push({ line: index + 1, raw, time, fields });
	}
	return { rows, malformed, gaps, lost, headers };
}

function plainTime(text: string): number | undefined {
	const [, ...parts] = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text) ?? [];
	const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number);
	if (parts.length === 0 || year < 1) return undefined;
	const date = new Date(Date.UTC(2000, month - 1, day, hour, minute, second));
	date.setUTCFullYear(year, month - 1, day);
	return date.toISOString() === `${text.replace(' ', 'T')}.000Z`
		? date.getTime() / 1000
		: undefined;
}

function plainInRange(address: string | undefined): boolean {
	const value = parseIpv4((address ?? '').replace(/^::ffff:/i, ''));
	return value !== undefined && value >= RANGE.lo && value <= RANGE.hi;
}

function plainMatch(row: PlainRow, query: Query): boolean {
	const field = (name: string) => row.fields.get(name);
	if (query.action !== undefined && field('action') !== query.action) return false;
	if (row.time < (query.from ?? -Infinity) || row.time > (query.until ?? Infinity)) return false;
	if (query.inRange && !plainInRange(field('src-ip')) && !plainInRange(field('dst-ip')))
		return false;
	return query.conditions.every(({ column, text }) => {
		if (column === 'address') {
			const mapped = [field('src-ip'), field('dst-ip')].map((value) =>
				value?.replace('::ffff:', '')
			);
			return mapped.includes(text);
		}
		if (column !== 'dst-port') return field(column)?.toLowerCase() === text.toLowerCase();
		const [least = 0, most = least] = text.split('-').map(Number);
		const port = /^\d+$/.test(field(column) ?? '') ? Number(field(column)) : NaN;
		return port >= least && port <= most;
	});
}

/** A column's values in rows, long ones cut to 64 characters; most frequent first, addresses before others. */
function plainCount(rows: readonly PlainRow[], keys: (row: PlainRow) => readonly string[]) {
	const counts = new Map<string, number>();
	for (const row of rows)
		for (const key of new Set(keys(row).map((value) => value.slice(0, 64))))
			counts.set(key, (counts.get(key) ?? 0) + 1);
	return [...counts]
		.map(([key, count]) => ({ key, count }))
		.sort((a, b) => b.count - a.count || plainOrder(a.key, b.key));
}

function plainOrder(a: string, b: string): number {
	const [first = Infinity, second = Infinity] = [parseIpv4(a), parseIpv4(b)];
	return first < second ? -1 : first > second ? 1 : a < b ? -1 : 1;
}

const octet = fc.integer({ min: 0, max: 255 });
const address = fc.oneof(
	fc
		.tuple(
			fc.constantFrom(100, 100, 10, 192),
			fc.integer({ min: 60, max: 88 }),
			octet,
			fc.integer({ min: 0, max: 3 })
		)
		.map((parts) => parts.join('.')),
	fc.constantFrom(
		'-',
		'fe80::3680:dff:fe01:9e88',
		'ff02::fb',
		'::ffff:100.64.0.1',
		'100.64.0',
		'100.64.0.256',
		'1000.64.0.1'
	)
);
const port = fc.oneof(
	fc.constantFrom('443', '53', '-', '9000'),
	fc.integer({ min: 0, max: 65535 }).map(String)
);
const two = (most: number) =>
	fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'));
const time = fc.oneof(
	{
		weight: 9,
		arbitrary: fc
			.tuple(two(3), two(59))
			.map(([minute, second]) => `2026-01-05 13:${minute}:${second}`)
	},
	{
		weight: 1,
		arbitrary: fc
			.tuple(
				fc.constantFrom('2024', '1999', '0000', '20x6'),
				two(13),
				two(32),
				two(25),
				two(61),
				two(61)
			)
			.map(
				([year, month, day, hour, minute, second]) =>
					`${year}-${month}-${day} ${hour}:${minute}:${second}`
			)
	}
);
const action = fc.constantFrom('DROP', 'DROP', 'ALLOW', 'ALLOW', 'OPEN', 'DROPPED', 'ALLO', 'DRO');
const protocol = fc.constantFrom('TCP', 'UDP', 'ICMP', '47', '58');
const path = fc.constantFrom('SEND', 'RECEIVE', 'FORWARD', 'UNKNOWN', '-');
const row = fc
	.tuple(
		time,
		action,
		protocol,
		address,
		address,
		port,
		port,
		path,
		fc.constantFrom('', ' 1360', ' 4 5'),
		fc.constantFrom('-', '-', 'x'.repeat(300))
	)
	.map(
		([at, does, over, from, to, fromPort, toPort, way, pid, info]) =>
			`${at} ${does} ${over} ${from} ${to} ${fromPort} ${toPort} 52 S 1031365855 0 65535 - - ${info} ${way}${pid}`
	);
const line = fc.oneof(
	{ weight: 20, arbitrary: row },
	{ weight: 1, arbitrary: row.map((text) => `\ufeff${text}`) },
	{
		weight: 2,
		arbitrary: fc
			.tuple(row, fc.integer({ min: 0, max: 120 }))
			.map(([text, end]) => text.slice(0, end))
	},
	{
		weight: 1,
		arbitrary: fc
			.tuple(row, fc.nat(90), fc.constantFrom('\t', '\0', '  ', 'x'))
			.map(([text, at, with_]) => text.slice(0, at) + with_ + text.slice(at + 1))
	},
	{
		weight: 1,
		arbitrary: fc.constantFrom(
			'',
			'2026-01-05 13:00:02 DROP TCP 100.64.0.1 10.0.0.1 1 2 3 - - - - - - käse SEND',
			'#Version: 1.5',
			`#Fields: ${FIELDS}`,
			`#Fields: ${FIELDS} pid`,
			'#Fields: action date time dst-ip src-ip protocol path colour dst-port',
			'2026-01-05 13:00:00 INFO-EVENTS-LOST - - - - - - - - - - - - 17 -',
			'2026-01-05 13:00:00 INFO-EVENTS-LOST - - - -',
			'DROP 2026-01-05 13:00:01 100.64.0.1 10.0.0.1 TCP SEND red 443',
			'  2026-01-05 13:00:02 DROP TCP 100.64.0.1 10.0.0.1 1 2 3 - - - - - - - SEND  '
		)
	}
);
const text = fc
	.array(fc.tuple(line, fc.constantFrom('\r\n', '\r\n', '\n')), { maxLength: 60 })
	.chain((lines) =>
		fc
			.boolean()
			.map((ended) => (ended ? lines.flat().join('') : lines.flat().slice(0, -1).join('')))
	);

const encoding = fc.constantFrom(
	'utf-8',
	'utf-8 marked',
	'utf-16le marked',
	'utf-16be marked',
	'utf-16le',
	'utf-16be'
);
type EncodingName = typeof encoding extends fc.Arbitrary<infer Name> ? Name : never;

function encode(content: string, name: EncodingName): Uint8Array {
	const marked = name.endsWith('marked') ? `\ufeff${content}` : content;
	if (name.startsWith('utf-8')) return new TextEncoder().encode(marked);
	const bytes = new Uint8Array(marked.length * 2);
	const view = new DataView(bytes.buffer);
	for (let at = 0; at < marked.length; at++)
		view.setUint16(2 * at, marked.charCodeAt(at), name.startsWith('utf-16le'));
	return bytes;
}

/** Returns the bytes in pieces of these sizes, repeatedly: rows are cut anywhere. */
function inPieces(bytes: Uint8Array, sizes: readonly number[]): ByteSource {
	const whole = bytesSource(bytes);
	let reads = 0;
	return {
		size: whole.size,
		read: (into, offset) => whole.read(into.subarray(0, sizes[reads++ % sizes.length]), offset)
	};
}

const conditions = fc.array(
	fc.constantFrom(
		['protocol', 'tcp'],
		['path', 'SEND'],
		['dst-port', '443'],
		['dst-port', '50-9000'],
		['address', '100.64.0.1'],
		['colour', 'red']
	),
	{ maxLength: 1 }
);
const query: fc.Arbitrary<Query> = fc
	.record({
		action: fc.constantFrom('DROP', 'DROP', 'ALLOW', undefined),
		inRange: fc.boolean(),
		window: fc.option(fc.tuple(two(3), two(3)), { nil: undefined }),
		conditions
	})
	.map(({ action, inRange, window, conditions }): Query => ({
		...(action === undefined ? {} : { action }),
		...(window === undefined
			? {}
			: {
					from: parseTime(`2026-01-05 13:${window[0]}:00`) ?? 0,
					until: parseTime(`2026-01-05 13:${window[1]}:30`) ?? 0
				}),
		range: numberSets.of([RANGE]),
		inRange,
		conditions: conditions.flatMap(
			([column = '', value = '']) => readCondition(column, value) ?? []
		)
	}));

describe('a generated log', () => {
	test(
		'reads as a plain reader reads it, however it is encoded and cut',
		{ timeout: 60_000 },
		async () => {
			await fc.assert(
				fc.asyncProperty(
					text,
					encoding,
					query,
					fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 }),
					fc.boolean(),
					async (content, name, asked, sizes, simd) => {
						// Without a mark, UTF-16 is detected by its NULs, of which a short or foreign text has too few.
						fc.pre(
							name.endsWith('marked') || (content.length > 40 && !/[\0é\ufeffä]/.test(content))
						);
						const plain = plainRead(content);
						const source = inPieces(encode(content, name), sizes);
						const reading = await readLog(source, asked, { simd });
						if (reading.kind === 'no-log') {
							expect({ rows: plain.rows.length, headers: plain.headers, gaps: plain.gaps }).toEqual(
								{
									rows: 0,
									headers: 0,
									gaps: 0
								}
							);
							return;
						}
						const { counts, summary } = reading;
						const times = plain.rows.map((each) => each.time);
						expect(counts).toEqual({
							rows: plain.rows.length,
							drops: plain.rows.filter(({ fields }) => fields.get('action') === 'DROP').length,
							allows: plain.rows.filter(({ fields }) => fields.get('action') === 'ALLOW').length,
							malformed: plain.malformed.length,
							headers: plain.headers,
							foreignHeaders: 0,
							earliest: Math.min(...times),
							latest: Math.max(...times)
						});
						expect(reading.malformed.map(({ why }) => why)).toEqual(plain.malformed);
						expect([reading.gapCount, reading.lostEntries]).toEqual([plain.gaps, plain.lost]);

						const found = plain.rows.filter((each) => plainMatch(each, asked));
						const foundTimes = found.map((each) => each.time);
						expect(summary.found).toBe(found.length);
						expect([summary.first, summary.last]).toEqual(
							found.length === 0
								? [undefined, undefined]
								: [Math.min(...foundTimes), Math.max(...foundTimes)]
						);
						const of = (column: string) => (each: PlainRow) => [each.fields.get(column) ?? ''];
						const inRange = (each: PlainRow) =>
							[each.fields.get('src-ip') ?? '', each.fields.get('dst-ip') ?? ''].filter(
								plainInRange
							);
						expect(topOf(summary.tables.address)).toEqual(plainCount(found, inRange));
						expect(topOf(summary.tables.range)).toEqual(
							plainCount(found, (each) =>
								inRange(each).map(
									(value) =>
										`${value
											.replace(/^::ffff:/, '')
											.split('.')
											.slice(0, 2)
											.join('.')}.0.0/16`
								)
							)
						);
						expect(topOf(summary.tables.source)).toEqual(plainCount(found, of('src-ip')));
						expect(topOf(summary.tables.destination)).toEqual(plainCount(found, of('dst-ip')));
						expect(topOf(summary.tables.port)).toEqual(plainCount(found, of('dst-port')));
						expect(topOf(summary.tables.protocol)).toEqual(plainCount(found, of('protocol')));
						expect(topOf(summary.tables.direction)).toEqual(plainCount(found, of('path')));
						const always = { ...asked, from: -Infinity, until: Infinity };
						expect(reading.timeline.stretches.reduce((sum, [, count]) => sum + count, 0)).toBe(
							plain.rows.filter((each) => plainMatch(each, always)).length
						);

						const rows: Row[] = [];
						for await (const batch of rowsFrom(source, asked, undefined, simd)) rows.push(...batch);
						expect(rows.map(({ line: number, raw }) => ({ line: number, raw }))).toEqual(
							found.map(({ line: number, raw }) => ({ line: number, raw }))
						);
						const middle = Math.floor(found.length / 2);
						const some = await readRows(source, asked, reading.places, middle, 3, simd);
						expect(some.map(({ raw }) => raw)).toEqual(
							found.slice(middle, middle + 3).map(({ raw }) => raw)
						);
					}
				),
				{ numRuns: 200 }
			);
		}
	);
});

describe('the time of a row', () => {
	const everyDrop: Query = { action: 'DROP', range: [RANGE], inRange: false, conditions: [] };
	const digits = (most: number, length: number) =>
		fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(length, '0'));
	const anyTime = fc
		.tuple(
			fc.oneof(digits(9999, 4), fc.constantFrom('1900', '2000', '2024', '2026', '2100')),
			fc.oneof(digits(13, 2), fc.constant('02')),
			fc.oneof(digits(32, 2), fc.constantFrom('28', '29', '30', '31')),
			digits(24, 2),
			digits(60, 2),
			digits(60, 2)
		)
		.map(
			([year, month, day, hour, minute, second]) =>
				`${year}-${month}-${day} ${hour}:${minute}:${second}`
		);

	test.each([true, false])('is that of the calendar, with WebAssembly: %s', async (simd) => {
		await fc.assert(
			fc.asyncProperty(fc.array(anyTime, { minLength: 1, maxLength: 50 }), async (times) => {
				const rows = times.map((at) => `${at} DROP UDP 10.0.0.1 10.0.0.2 1 2 0 - - - - - - - SEND`);
				const source = bytesSource(
					new TextEncoder().encode(`#Fields: ${FIELDS}\n${rows.join('\n')}`)
				);
				const reading = await readLog(source, everyDrop, { simd });
				if (reading.kind === 'no-log') throw new Error('the log was not taken for one');
				const read = times.flatMap((at) => plainTime(at) ?? []);
				expect(reading.counts).toMatchObject({
					rows: read.length,
					malformed: times.length - read.length,
					earliest: Math.min(...read),
					latest: Math.max(...read)
				});
			}),
			{ numRuns: 200 }
		);
	});
});

describe('two copies of a log, taken one after the other,', () => {
	const everything: Query = { range: [RANGE], inRange: false, conditions: [] };
	const all = fc.array(row, { minLength: 3, maxLength: 40 });
	const cut = fc.nat(1000);
	test('are as many rows as the log', async () => {
		await fc.assert(
			fc.asyncProperty(
				all,
				cut,
				cut,
				encoding.filter((name) => name !== 'utf-16le' && name !== 'utf-16be'),
				fc.tuple(fc.constantFrom('\n', '\r\n'), fc.constantFrom('\n', '\r\n')),
				fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 }),
				fc.boolean(),
				async (rows, first, second, name, [end, laterEnd], sizes, simd) => {
					// No row occurs twice: otherwise an overlap can be longer than what was copied.
					const unlike = rows.map((text, index) => text.replace(' 52 S ', ` ${index} S `));
					const from = first % unlike.length;
					const until = from + 1 + (second % (unlike.length - from));
					const write = (some: readonly string[], lineEnd: string) =>
						inPieces(encode([`#Fields: ${FIELDS}`, '', ...some, ''].join(lineEnd), name), sizes);
					const earlier = write(unlike.slice(0, until), end);
					const later = write(unlike.slice(from), laterEnd);
					const start = await firstRow(later);
					const seams = start && (await findSeams(earlier, [{ source: later, first: start }]));
					const seam = seams?.[0];
					expect(seam?.rows).toBe(until - from);
					const counted = async (source: ByteSource, options: object) => {
						const reading = await readLog(source, everything, { simd, ...options });
						return reading.kind === 'log' ? reading.counts.rows + reading.counts.malformed : 0;
					};
					expect((await counted(earlier, {})) + (await counted(later, { from: seam?.next }))).toBe(
						unlike.length
					);
				}
			),
			{ numRuns: 100 }
		);
	});
});
