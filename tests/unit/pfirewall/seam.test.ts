import { describe, expect, test } from 'vitest';
import { bytesSource, findSeams, firstRow } from '$lib/pfirewall';

const HEADER = '#Version: 1.5\n#Fields: date time action src-ip dst-ip info\n\n';

/** A row of the n-th second. */
function row(second: number, text = 'x'): string {
	return `2026-01-05 13:00:${String(second).padStart(2, '0')} DROP 10.0.0.1 100.64.0.1 ${text}\n`;
}

function rows(from: number, until: number): string {
	return Array.from({ length: until - from }, (_, index) => row(from + index)).join('');
}

async function seam(earlier: string, later: string, end = '\n') {
	const source = (text: string) =>
		bytesSource(new TextEncoder().encode(text.replaceAll('\n', end)));
	const own = source(later);
	const first = await firstRow(own);
	const found = first && (await findSeams(source(earlier), [{ source: own, first }]));
	return found?.[0];
}

describe('a file that overlaps another', () => {
	test('starts with the rows that the other ends with', async () => {
		const later = HEADER + rows(6, 20);
		const found = await seam(HEADER + rows(0, 10), later);
		expect(found?.rows).toBe(4);
		expect(later.slice(found?.next.offset)).toBe(rows(10, 20));
		expect(found?.next.line).toBe(7);
		expect(found?.next.layout.names).toContain('info');
	});

	test('is a longer copy of the other', async () => {
		const found = await seam(HEADER + rows(0, 10), HEADER + rows(0, 20));
		expect(found?.rows).toBe(10);
	});

	test('is a piece of the other, or the same', async () => {
		const piece = HEADER + rows(3, 8);
		const found = await seam(HEADER + rows(0, 10), piece);
		expect(found).toMatchObject({ rows: 5, next: { offset: piece.length } });
		const same = HEADER + rows(0, 10);
		expect(await seam(same, same)).toMatchObject({ rows: 10, next: { offset: same.length } });
	});

	test('is recognised by its rows, whatever the line ends', async () => {
		expect((await seam(HEADER + rows(0, 10), HEADER + rows(6, 20), '\r\n'))?.rows).toBe(4);
	});

	test('has in full a row that is cut off in the other', async () => {
		const later = HEADER + rows(6, 20);
		const cut = (HEADER + rows(0, 11)).slice(0, -9);
		const found = await seam(cut, later);
		expect(later.slice(found?.next.offset)).toBe(rows(10, 20));
	});

	test('is itself cut off in a row that the other has in full', async () => {
		const cut = (HEADER + rows(0, 8)).slice(0, -9);
		const found = await seam(HEADER + rows(0, 10), cut);
		expect(found).toMatchObject({ rows: 7, next: { offset: cut.length } });
	});

	test('has a row that is too long for a row', async () => {
		const long = `${'y'.repeat(200_000)}\n`;
		const later = HEADER + rows(6, 8) + long + rows(8, 20);
		const found = await seam(HEADER + rows(0, 8) + long + rows(8, 10), later);
		expect(found?.rows).toBe(5);
		expect(later.slice(found?.next.offset)).toBe(rows(10, 20));
	});

	test('is long', async () => {
		const many = Array.from({ length: 20_000 }, (_, index) => row(index % 60, `x${index}`)).join(
			''
		);
		const later = HEADER + many.slice(row(0, 'x0').length) + rows(1, 3);
		const found = await seam(HEADER + many, later);
		expect(found?.rows).toBe(19_999);
		expect(found?.next.line).toBe(20_002);
		expect(later.slice(found?.next.offset)).toBe(rows(1, 3));
	});

	test('repeats a row within one second', async () => {
		const twice = row(9) + row(9) + row(9);
		expect((await seam(HEADER + rows(0, 9) + twice, HEADER + twice + rows(10, 12)))?.rows).toBe(3);
	});

	test('overlaps across a header', async () => {
		const earlier = HEADER + rows(0, 8) + HEADER + rows(8, 10);
		expect((await seam(earlier, HEADER + rows(6, 20)))?.rows).toBe(4);
	});
});

test('a cancelled search finds nothing', async () => {
	const source = bytesSource(new TextEncoder().encode(HEADER + rows(0, 10)));
	const first = await firstRow(source);
	if (!first) throw new Error('the log has no row');
	const signal = AbortSignal.abort();
	expect(await findSeams(source, [{ source, first }], { signal })).toBeUndefined();
});

describe('files that do not overlap', () => {
	test.each([
		['one after the other', HEADER + rows(0, 10), HEADER + rows(10, 20)],
		['of two machines', HEADER + rows(0, 10), HEADER + row(5, 'y') + row(6, 'y')],
		['that part after equal rows', HEADER + rows(0, 10), HEADER + rows(5, 8) + row(8, 'y')],
		['without rows', HEADER + rows(0, 10), HEADER]
	])('%s', async (_, earlier, later) => {
		expect(await seam(earlier, later)).toBeUndefined();
	});
});
