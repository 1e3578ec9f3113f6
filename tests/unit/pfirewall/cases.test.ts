import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ranges } from '$lib/cgnat';
import { numberSets } from '$lib/net';
import {
	answer,
	bytesSource,
	DIMENSIONS,
	formatTime,
	readLog,
	rowsFrom,
	topOf,
	type NoLog,
	type Query,
	type Reading
} from '$lib/pfirewall';

/*
 * tests/cases/pfirewall/NAME.txt: a log, then after a line of `=` signs the expected report.
 * A first line `% encoding, line ends` gives the log's encoding; by default it is UTF-8 and LF.
 * `<NUL>`, `<BOM>` and `<TAB>` in a log stand for the character.
 */

const folder = 'tests/cases/pfirewall/';
const query: Query = {
	action: 'DROP',
	range: numberSets.of(ranges),
	inRange: true,
	conditions: []
};

function encode(text: string, encoding: string): Uint8Array {
	const marked = encoding.includes('BOM') ? `\ufeff${text}` : text;
	if (!encoding.includes('UTF-16')) return new TextEncoder().encode(marked);
	const bytes = Buffer.from(marked, 'utf16le');
	return encoding.includes('UTF-16BE') ? bytes.swap16() : bytes;
}

function load(name: string) {
	const text = readFileSync(folder + name, 'utf8');
	const [given = '', expected = ''] = text.split(/^=+\n/m);
	const [, encoding = 'UTF-8', log = given] = /^% (.*)\n([^]*)$/.exec(given) ?? [];
	const plain = log
		.replaceAll('<NUL>', '\0')
		.replaceAll('<BOM>', '\ufeff')
		.replaceAll('<TAB>', '\t');
	const lines = encoding.includes('CRLF') ? plain.replaceAll('\n', '\r\n') : plain;
	const whole = encoding.includes('no last line end') ? lines.replace(/\r?\n$/, '') : lines;
	return { bytes: encode(whole, encoding), expected };
}

/** The report on a log, in the words of the case files. */
function say(reading: Reading | NoLog, rows: readonly string[]): string {
	if (reading.kind === 'no-log') return `no firewall log: ${reading.why}\n`;
	const { counts, summary } = reading;
	const covered =
		counts.rows > 0 ? `, ${formatTime(counts.earliest)} to ${formatTime(counts.latest)}` : '';
	const lines = [
		`rows ${counts.rows}, drops ${counts.drops}, allows ${counts.allows}${covered}`,
		...(reading.headless ? ['no header'] : []),
		...(counts.headers > 1 ? [`headers ${counts.headers}`] : []),
		...reading.malformed.map(({ line, why, raw }) => `malformed, line ${line + 1}, ${why}: ${raw}`),
		...reading.gaps.map(
			({ line, time, lost }) =>
				`gap, line ${line + 1}: ${lost ?? 'unknown'} lost at ${time === undefined ? 'unknown' : formatTime(time)}`
		),
		`found ${summary.found}`,
		...(summary.found === 0
			? []
			: DIMENSIONS.map((dimension) => {
					const entries = topOf(summary.tables[dimension]);
					return `${dimension}: ${entries.map(({ key, count }) => `${key} ${count}`).join(', ')}`;
				})),
		...rows.map((row) => `row ${row}`),
		...answer(summary, '100.64.0.0/16 to 100.83.0.0/16', {
			logs: 1,
			rows: counts.rows,
			drops: counts.drops,
			earliest: counts.earliest,
			latest: counts.latest,
			complete: reading.complete,
			compared: true,
			malformed: counts.malformed,
			gaps: reading.gapCount,
			lost: reading.lostEntries,
			noLogs: [],
			unreadable: []
		}).sentences.map((sentence) => `> ${sentence}`)
	];
	return `${lines.join('\n')}\n`;
}

describe('logs', () => {
	const walks = [
		['with WebAssembly', true],
		['without', false]
	] as const;
	const each = readdirSync(folder).flatMap((name) =>
		walks.map(([how, simd]) => [name, how, simd] as const)
	);
	test.each(each)('%s, %s', async (name, _, simd) => {
		const { bytes, expected } = load(name);
		const source = bytesSource(bytes);
		const reading = await readLog(source, query, { simd });
		const rows: string[] = [];
		if (reading.kind === 'log') {
			for await (const batch of rowsFrom(source, query, undefined, simd)) {
				rows.push(
					...batch.map(({ line, names, columns }) => {
						const values = names.map((column, at) => `${column}=${columns[at] ?? ''}`);
						return `${line} ${values.filter((value) => !value.endsWith('=-')).join(' ')}`;
					})
				);
			}
		}
		expect(say(reading, rows)).toBe(expected);
	});
});
