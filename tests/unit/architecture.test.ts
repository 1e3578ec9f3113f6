import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeOf, filesOf, lib } from './source-files';

const folders = readdirSync(lib).filter((name) => statSync(join(lib, name)).isDirectory());

/** Folders that may use the browser and svelte; all others are engine folders. */
const frame = new Set(['ui', 'editor', 'state', 'worker']);
const engines = folders.filter((name) => !frame.has(name));

interface Import {
	readonly file: string;
	readonly from: string;
	/** The folder of src/lib that is imported, if it is one. */
	readonly folder: string | undefined;
	/** The path imported within that folder; empty for its index. */
	readonly inside: string;
}

function importsOf(file: string): Import[] {
	const found = codeOf(file).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g);
	return [...found].map(([, from = '']) => {
		const path = from.startsWith('.')
			? relative(lib, join(dirname(file), from))
			: from.startsWith('$lib/')
				? from.slice('$lib/'.length)
				: '..';
		const [folder = '', ...rest] = path.replaceAll('\\', '/').split('/');
		return {
			file: relative(lib, file),
			from,
			folder: folders.includes(folder) ? folder : undefined,
			inside: rest.join('/')
		};
	});
}

const imports = new Map(
	folders.map((folder) => [folder, filesOf(join(lib, folder)).flatMap(importsOf)])
);
const elsewhere = filesOf(join(lib, '..'))
	.filter((file) => !file.startsWith(lib))
	.flatMap(importsOf);

describe.each(engines)('the engine folder %s', (engine) => {
	test('knows nothing of svelte, kit or the pages', () => {
		const foreign = (imports.get(engine) ?? []).filter(
			({ from, folder }) => /^(svelte|\$app)\b/.test(from) || (folder && frame.has(folder))
		);
		expect(foreign).toEqual([]);
	});
});

test('imports between the folders go one way', () => {
	const onto = (folder: string) => [
		...new Set((imports.get(folder) ?? []).flatMap((one) => one.folder ?? []))
	];
	const circles: string[] = [];
	const follow = (folder: string, path: readonly string[]) => {
		if (path.includes(folder)) {
			circles.push([...path, folder].join(' > '));
			return;
		}
		for (const next of onto(folder)) if (next !== folder) follow(next, [...path, folder]);
	};
	for (const folder of folders) follow(folder, []);
	expect(circles).toEqual([]);
	expect(onto('net').filter((folder) => folder !== 'net')).toEqual([]);
	expect(onto('ui').filter((folder) => folder !== 'ui')).toEqual([]);
});

test('each folder is entered through its index', () => {
	const all = [...imports].flatMap(([own, list]) => list.filter(({ folder }) => folder !== own));
	const inside = [...all, ...elsewhere].filter(
		(one) =>
			one.folder !== undefined &&
			!['', 'index', 'index.ts'].includes(one.inside) &&
			// A part with an index of its own, which only some pages need.
			!existsSync(join(lib, one.folder, one.inside, 'index.ts')) &&
			!one.inside.endsWith('.css')
	);
	expect(inside.map(({ file, from }) => `${file}: ${from}`)).toEqual([]);
});
