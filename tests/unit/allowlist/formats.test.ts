/**
 * Compares every export byte for byte with a golden file, for three choices. To see the effect of a
 * change of a format, run with UPDATE_GOLDEN=1 and read the diff.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bytesOf, formats, select, textOf, type Choice } from '../../../src/lib/allowlist';
import { usualFolders } from '../../../src/lib/catalog';

const everything: Choice = {
	versions: ['32-bit', '64-bit'],
	macos: true,
	linux: true,
	withLocations: true,
	withBypasses: true,
	folders: usualFolders
};

const choices: Readonly<Record<string, Choice>> = {
	everything,
	'amazon-workspaces': {
		...everything,
		versions: ['64-bit'],
		macos: false,
		linux: false,
		folders: {
			...usualFolders,
			programFiles: 'D:\\Program Files',
			programFilesX86: 'D:\\Program Files (x86)'
		}
	},
	'hostile-folder': {
		...everything,
		versions: ['64-bit'],
		macos: false,
		linux: false,
		folders: {
			...usualFolders,
			programFiles: "D:\\O'Brien’s %TEMP% & $(calc) `x` ^!;@ é"
		}
	}
};

const folder = 'tests/unit/allowlist/golden';

describe.each(Object.entries(choices))('%s', (name, choice) => {
	const selection = select(choice);

	it.each(formats.filter((format) => format.write(selection).lines.length > 0))('$id', (format) => {
		const golden = `${folder}/${name}/${format.id}-${format.file.name}`;
		const bytes = Buffer.from(bytesOf(format, format.write(selection)));
		if (
			process.env['UPDATE_GOLDEN'] &&
			!(existsSync(golden) && readFileSync(golden).equals(bytes))
		) {
			mkdirSync(`${folder}/${name}`, { recursive: true });
			writeFileSync(golden, bytes);
		}
		expect(bytes.toString('latin1')).toBe(readFileSync(golden).toString('latin1'));
	});
});

describe('every format', () => {
	const selection = select(everything);
	const facts = [
		...selection.locations.map(({ path }) => path),
		...selection.bypasses.map(({ bypass }) => `${bypass.normal} (${bypass.direction})`)
	];

	it.each(formats)('$id says or lists as left out every fact chosen', (format) => {
		const { lines, left } = format.write(selection);
		const said = lines.join('\n');
		const listed = new Set(left.flatMap(({ what }) => what));
		const tables = ['csv', 'json', 'markdown'];
		if (tables.includes(format.id)) {
			expect(left).toEqual([]);
			return;
		}
		const lost = facts.filter((fact) => {
			if (listed.has(fact)) return false;
			const bypass = /^(.*) \((?:in|out)bound\)$/.exec(fact)?.[1];
			const part = (bypass ?? fact).split(/[\\/]/).at(-1) ?? fact;
			return !said.toLowerCase().includes(part.toLowerCase());
		});
		expect(lost).toEqual([]);
	});

	it.each(formats)('$id uses one kind of line end, and ends with it', (format) => {
		const text = textOf(format, format.write(selection));
		const bare = text.replaceAll(format.file.lineEnd, '');
		expect(bare).not.toMatch(/[\r\n]/);
		expect(text.endsWith(format.file.lineEnd)).toBe(true);
	});

	it.each(formats)('$id is empty if nothing is chosen', (format) => {
		const nothing = select({ ...everything, versions: [], macos: false, linux: false });
		expect(format.write(nothing).lines).toEqual([]);
	});

	it('has an id and a file name of its own', () => {
		expect(new Set(formats.map(({ id }) => id)).size).toBe(formats.length);
		expect(new Set(formats.map(({ file }) => file.name)).size).toBe(formats.length);
	});
});
