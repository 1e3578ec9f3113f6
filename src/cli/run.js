// Runs a command line tool written in TypeScript: `node src/cli/run.js NAME ARGUMENTS...` bundles
// src/cli/NAME.ts and runs it. A module runner would slow the hot loops down.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { install, root } from './install.js';

const [name, ...rest] = process.argv.slice(2);
if (name === undefined) {
	console.error('Usage: node src/cli/run.js NAME ARGUMENTS...');
	process.exit(2);
}

install();
// tsconfig.json extends a file that SvelteKit writes: in a fresh clone it does not exist yet.
if (!existsSync(`${root}.svelte-kit/tsconfig.json`)) {
	const kit = `${root}node_modules/@sveltejs/kit/svelte-kit.js`;
	spawnSync(process.execPath, [kit, 'sync'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
const { build } = await import('vite');
const out = `${root}node_modules/.cache/waythrough/${name}`;
await build({
	configFile: false,
	root,
	logLevel: 'error',
	define: { SINGLE_FILE: 'false' },
	resolve: { alias: { $lib: `${root}src/lib` } },
	build: {
		ssr: `${root}src/cli/${name}.ts`,
		outDir: out,
		emptyOutDir: true,
		target: 'node20',
		minify: false,
		sourcemap: true,
		rollupOptions: { output: { entryFileNames: `${name}.mjs` } }
	}
});

process.setSourceMapsEnabled(true);
// File names are relative to where the user runs the command, not to where npm runs it.
process.chdir(process.env.INIT_CWD ?? process.cwd());
process.argv = [process.argv[0] ?? 'node', name, ...rest];
await import(pathToFileURL(`${out}/${name}.mjs`).href);
