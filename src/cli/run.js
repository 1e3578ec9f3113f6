// Runs a command line tool written in TypeScript: `node src/cli/run.js NAME ARGUMENTS...` bundles
// src/cli/NAME.ts and runs it. A bundle, for a module runner would slow the hot loops down.
import { pathToFileURL } from 'node:url';
import { install, root } from './install.js';

const [name, ...rest] = process.argv.slice(2);
if (name === undefined) {
	console.error('Usage: node src/cli/run.js NAME ARGUMENTS...');
	process.exit(2);
}

install();
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
// Files are named from where the command was given, not from where npm runs it.
process.chdir(process.env.INIT_CWD ?? process.cwd());
process.argv = [process.argv[0] ?? 'node', name, ...rest];
await import(pathToFileURL(`${out}/${name}.mjs`).href);
