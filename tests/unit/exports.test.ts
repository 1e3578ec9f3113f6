import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { codeOf, filesOf, lib, root } from './source-files';

/** Names between braces: the exported and the local name of each. */
function namesIn(braces: string) {
	return braces
		.split(',')
		.map((each) => each.trim())
		.filter((each) => each !== '')
		.map((each) => {
			const [there = '', here = there] = each.replace(/^type\s+/, '').split(/\s+as\s+/);
			return { there, here, isType: each.startsWith('type ') };
		});
}

function fileOf(from: string, importer: string): string | undefined {
	const path = from.startsWith('$lib/')
		? join(lib, from.slice('$lib/'.length))
		: join(dirname(importer), from);
	return ['', '.ts', '.js', '/index.ts']
		.map((end) => path + end)
		.find((file) => /\.\w+$/.test(file) && existsSync(file));
}

const code = new Map(
	['src', 'tests']
		.flatMap((folder) => filesOf(join(root, folder)))
		.map((file) => [file, codeOf(file)])
);

/** What is imported or re-exported, as `file name`; the name is `*` for everything in a file. */
const used = new Set<string>();
for (const [file, text] of code) {
	const use = (from: string, name: string) => used.add(`${fileOf(from, file) ?? from} ${name}`);
	const lists =
		/(?:import|export)\s+(?:type\s+)?(?:\w+,\s*)?(?:\{([^}]*)\}|\*[\w\s]*)\s+from\s+'([^']+)'/g;
	for (const [, braces, from = ''] of text.matchAll(lists)) {
		if (braces === undefined) use(from, '*');
		else for (const { there } of namesIn(braces)) use(from, there);
	}
	for (const [, from = ''] of text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g)) use(from, '*');
}

test('every value that a file exports is imported by another', () => {
	const idle = [...code]
		.filter(([file]) => file.startsWith(lib) && !used.has(`${file} *`))
		.flatMap(([file, text]) => {
			const own = /^export (?:const|let|(?:async )?function\*?|class) (\w+)/gm;
			const passedOn = /^export \{([^}]*)\} from/gm;
			return [
				...[...text.matchAll(own)].map(([, name = '']) => name),
				...[...text.matchAll(passedOn)].flatMap(([, braces = '']) =>
					namesIn(braces).flatMap(({ here, isType }) => (isType ? [] : here))
				)
			]
				.filter((name) => !used.has(`${file} ${name}`))
				.map((name) => `${relative(root, file)}: ${name}`);
		});
	expect(idle).toEqual([]);
});
