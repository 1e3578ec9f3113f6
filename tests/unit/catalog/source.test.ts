/** Compares the catalog with lists copied from the article, entry by entry and in order. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
	alike,
	bypasses,
	cgnatRanges,
	differenceOf,
	findProcess,
	hardeningCommands,
	locations,
	notes,
	processes,
	purposes,
	sections,
	valuesIn,
	type Location
} from '../../../src/lib/catalog';

function lines(name: string): readonly string[] {
	return readFileSync(`tests/cases/catalog/${name}.txt`, 'utf8').split('\n');
}

/** The entries below each `# heading` of a file. */
function groups(name: string): ReadonlyMap<string, readonly string[]> {
	const found = new Map<string, string[]>();
	let current: string[] = [];
	for (const line of lines(name)) {
		if (line.startsWith('# ')) found.set(line.slice(2), (current = []));
		else if (line !== '') current.push(line);
	}
	return found;
}

function cells(name: string): readonly (readonly string[])[] {
	return lines(name)
		.filter((line) => line !== '' && !line.startsWith('#'))
		.map((line) => line.split(' | '));
}

const group = (location: Location): string =>
	location.platform === 'windows' ? `windows ${location.version}` : location.platform;

describe('locations', () => {
	const expected = groups('locations');

	it.each([
		['windows 32-bit', 21],
		['windows 64-bit', 21],
		['macos', 5],
		['linux', 4]
	])('%s: %i, as written and in order', (name, count) => {
		const written = locations.filter((each) => group(each) === name).map((each) => each.written);
		expect(written).toHaveLength(count);
		expect(written).toEqual(expected.get(name));
	});

	it('no location is outside these four lists', () => {
		expect(locations.map(group).filter((name) => !expected.has(name))).toEqual([]);
	});

	it('one of the macOS entries is an identifier', () => {
		expect(
			locations.filter((each) => each.kind === 'identifier').map((each) => each.written)
		).toEqual(['com.zscaler.zscaler']);
	});

	it('a normal form that differs from the written one says how', () => {
		for (const each of [...locations, ...bypasses]) {
			expect(differenceOf(each) !== '', each.written).toBe(each.normal !== each.written);
		}
	});

	it('normal forms name no drive', () => {
		expect(locations.filter((each) => /^[A-Z]:/.test(each.normal))).toEqual([]);
	});
});

describe('bypasses', () => {
	const expected = groups('bypasses');

	it.each([
		['windows', 9],
		['macos', 14]
	])('%s: %i, as written and in order', (name, count) => {
		const written = bypasses
			.filter((each) => each.platform === name)
			.map((each) => `${each.written}: ${each.direction === 'inbound' ? 'Inbound' : 'Outbound'}`);
		expect(written).toHaveLength(count);
		expect(written).toEqual(expected.get(name));
	});
});

describe('purposes', () => {
	it('17, in order', () => {
		expect(purposes).toHaveLength(17);
		expect(purposes.map((each) => each.written)).toEqual(cells('purposes').map(([name]) => name));
	});

	it.each(cells('purposes'))('%s: keeps %s', (name = '', terms = '') => {
		const text = purposes.find((each) => each.written === name)?.text.toLowerCase();
		for (const term of terms.split('; ')) expect(text).toContain(term.toLowerCase());
	});
});

describe('notes', () => {
	it('every note of the article, in order', () => {
		expect(notes.map((each) => each.id)).toEqual(cells('notes').map(([id]) => id));
	});

	it.each(cells('notes'))('%s in %s: keeps %s', (id = '', section = '', terms = '') => {
		const note = notes.find((each) => each.id === id);
		expect(note?.section).toBe(section);
		const text = `${note?.title ?? ''} ${note?.text ?? ''}`.toLowerCase();
		for (const term of terms.split('; ')) expect(text).toContain(term.toLowerCase());
	});
});

it('what can be pasted from a note is found in it', () => {
	const values = notes.flatMap((note) => valuesIn(note).map((value) => `${note.id}: ${value}`));
	expect(values).toEqual([
		'32-bit-on-64-bit: %ProgramFiles(x86)%',
		'program-files-macros: %ProgramFiles(x86)%',
		'program-files-macros: %ProgramFiles%',
		'macos-identifier: com.zscaler.zscaler',
		'tunnel-all-traffic: 0.0.0.0/0',
		'cgnat-range: 100.64.0.0/16',
		'cgnat-shift: 100.64.0.0/16',
		'cgnat-shift: 100.65.0.0/16',
		'cgnat-shift: 100.83.0.0/16',
		'pfirewall-log: %windir%\\system32\\logfiles\\firewall\\pfirewall.log'
	]);
});

describe('hardening commands', () => {
	it('ten, as written and in order', () => {
		expect(hardeningCommands.map((each) => each.text)).toEqual(
			groups('hardening').get('hardening')
		);
		expect(hardeningCommands).toHaveLength(10);
	});

	it('eight steps, of which SSH alone is optional', () => {
		expect(hardeningCommands.map((each) => each.step)).toEqual([1, 2, 3, 4, 5, 5, 6, 6, 7, 8]);
		expect(hardeningCommands.filter((each) => each.optional).map((each) => each.number)).toEqual([
			7, 8
		]);
	});
});

describe('carrier-grade NAT ranges', () => {
	it('twenty, from 100.64.0.0/16 to 100.83.0.0/16', () => {
		expect(cgnatRanges).toHaveLength(20);
		expect(cgnatRanges[0]).toBe('100.64.0.0/16');
		expect(cgnatRanges[1]).toBe('100.65.0.0/16');
		expect(cgnatRanges[19]).toBe('100.83.0.0/16');
	});
});

describe('records', () => {
	it('every fact belongs to a record, and every record has a fact', () => {
		const named = new Set([
			...locations.map((each) => each.process),
			...bypasses.map((each) => each.process),
			...purposes.map((each) => each.process),
			...notes.flatMap((each) => each.processes)
		]);
		expect([...named].filter((id) => findProcess(id) === undefined)).toEqual([]);
		expect(processes.map((each) => each.id).filter((id) => !named.has(id))).toEqual([]);
	});

	it('ids are unique, lower case and fit for an address', () => {
		const ids = processes.map((each) => each.id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.filter((id) => !/^[a-z0-9]+$/.test(id))).toEqual([]);
		expect(findProcess('no-such-process')).toBeUndefined();
	});

	it('alike goes both ways and never to itself', () => {
		for (const { id } of processes) {
			for (const other of alike(id)) {
				expect(other).not.toBe(id);
				expect(alike(other), `${other} and ${id}`).toContain(id);
			}
		}
	});

	it('every section that a fact names is one of the article', () => {
		for (const each of [...locations, ...bypasses, ...notes]) {
			expect(sections).toHaveProperty(each.section);
		}
	});
});
