// npm start: installs what is missing, builds if the sources have changed, and serves the build.
import { existsSync } from 'node:fs';
import { build, isCurrent } from './build.js';
import { install, root } from './install.js';
import { serve } from './serve.js';

install();
if (!isCurrent('build')) {
	console.log('Building ...');
	build('build');
}
if (!existsSync(`${root}build/index.html`)) {
	console.error('The build has left no build/index.html.');
	process.exit(1);
}

const port = Number(process.env.PORT ?? 4173);
if (!Number.isInteger(port) || port < 0 || port > 65535) {
	console.error(`PORT is "${process.env.PORT}": a number from 0 to 65535 is needed.`);
	process.exit(2);
}
try {
	const server = await serve(`${root}build`, port);
	console.log(`Waythrough is at ${server.address} (Ctrl+C ends it)`);
} catch (error) {
	if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
	console.error(`Port ${port} is in use. Set another: PORT=4174 npm start`);
	process.exit(1);
}
