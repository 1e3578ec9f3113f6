// Checks the byte budgets: the JavaScript that a page of the built site loads before it is used, gzipped.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './install.js';

/** In bytes, by page. */
const budgets = { '': 45_000, simulate: 90_000, log: 60_000 };

/** For the other pages, which are not where visitors start. */
const most = 110_000;

const site = `${root}build`;
let over = 0;
for (const page of pages('')) {
	const bytes = scripts(page).reduce((sum, file) => sum + size(file), 0);
	const budget = page in budgets ? budgets[/** @type {keyof typeof budgets} */ (page)] : most;
	if (bytes > budget) over++;
	const kilobytes = (bytes / 1000).toFixed(1);
	const verdict = bytes > budget ? `OVER its ${budget / 1000} kB` : `of ${budget / 1000} kB`;
	if (!page.startsWith('process/') || bytes > budget) {
		console.log(`/${page} ${kilobytes} kB of JavaScript, gzipped, ${verdict}`);
	}
}
process.exitCode = over > 0 ? 1 : 0;

/**
 * Every folder of the site that has a page.
 * @param {string} under
 * @returns {string[]}
 */
function pages(under) {
	return readdirSync(join(site, under), { withFileTypes: true }).flatMap((entry) => {
		if (entry.isDirectory()) return entry.name === '_app' ? [] : pages(join(under, entry.name));
		return entry.name === 'index.html' ? [under] : [];
	});
}

/**
 * The scripts that a page names, and their static imports.
 * @param {string} page
 */
function scripts(page) {
	const html = readFileSync(join(site, page, 'index.html'), 'utf8');
	const named = [...html.matchAll(/(?:href|src|import\()="?([^"()]+\.js)"/g)].map(
		(match) => match[1]
	);
	const found = new Set();
	const visit = (/** @type {string} */ file) => {
		if (found.has(file) || !existsSync(file)) return;
		found.add(file);
		for (const [, imported] of readFileSync(file, 'utf8').matchAll(
			/(?:from|import)\s*["'](\.{1,2}\/[^"']+\.js)["']/g
		)) {
			if (imported !== undefined) visit(join(dirname(file), imported));
		}
	};
	for (const name of named) if (name !== undefined) visit(join(site, page, name));
	return [...found];
}

/** @param {string} file */
function size(file) {
	return gzipSync(readFileSync(file)).length;
}
