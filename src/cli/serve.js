import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** @type {Readonly<Record<string, string>>} */
const types = {
	'.css': 'text/css; charset=utf-8',
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.json': 'application/json; charset=utf-8',
	'.png': 'image/png',
	'.svg': 'image/svg+xml',
	'.txt': 'text/plain; charset=utf-8',
	'.webmanifest': 'application/manifest+json'
};

/**
 * Serves a folder as any plain static server does, on this machine only: index.html for a folder, a
 * redirect to the folder if the slash is missing, 404.html for the rest.
 *
 * @param {string} folder
 * @param {number} port 0 for any free one
 * @param {string} [under] a path to serve the folder under, such as `/tools/waythrough`
 */
export async function serve(folder, port, under = '') {
	const server = createServer((request, response) => {
		answer(request, response).catch(() => {
			response.writeHead(500).end();
		});
	});

	/**
	 * @param {import('node:http').IncomingMessage} request
	 * @param {import('node:http').ServerResponse} response
	 */
	async function answer(request, response) {
		const path = pathOf(request.url ?? '/');
		if (path === undefined) return void response.writeHead(400).end();
		const inside = path.startsWith(under) ? path.slice(under.length) : undefined;
		const file = inside === undefined ? undefined : await find(inside);
		if (file === 'folder') {
			const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
			return void response.writeHead(301, { location: `${pathname}/${search}` }).end();
		}
		const missing = file === undefined;
		const sent = file ?? join(folder, '404.html');
		const type = types[extname(sent)] ?? 'application/octet-stream';
		const zipped = isText(type) && acceptsGzip(request);
		response.writeHead(missing ? 404 : 200, {
			'content-type': type,
			...(isText(type) && { vary: 'accept-encoding' }),
			...(zipped && { 'content-encoding': 'gzip' }),
			'cache-control': sent.includes(`${sep}immutable${sep}`)
				? 'public, max-age=31536000, immutable'
				: 'no-cache',
			'x-content-type-options': 'nosniff'
		});
		if (request.method === 'HEAD') return void response.end();
		if (zipped) return void response.end(await zippedOnce(sent));
		createReadStream(sent)
			.on('error', () => response.destroy())
			.pipe(response);
	}

	/** @type {Map<string, { changed: number, bytes: Promise<Buffer> }>} */
	const zippedFiles = new Map();

	/** @param {string} file compressed again only when it has changed */
	async function zippedOnce(file) {
		const { mtimeMs: changed } = await stat(file);
		const kept = zippedFiles.get(file);
		if (kept?.changed === changed) return kept.bytes;
		const bytes = readFile(file).then(promisify(gzip));
		zippedFiles.set(file, { changed, bytes });
		return bytes;
	}

	/** @param {string} path decoded, from the folder on */
	async function find(path) {
		if (path === '') return 'folder';
		const wanted = normalize(join(folder, path));
		if (!(wanted + sep).startsWith(normalize(folder + sep))) return undefined;
		const found = await stat(wanted).catch(() => undefined);
		if (!found) return undefined;
		if (found.isFile()) return wanted;
		if (!path.endsWith('/')) return 'folder';
		const index = join(wanted, 'index.html');
		return (await stat(index).catch(() => undefined)) ? index : undefined;
	}

	await new Promise((resolve, reject) => {
		server.once('error', reject).listen(port, '127.0.0.1', () => resolve(undefined));
	});
	const bound = server.address();
	const actual = typeof bound === 'object' && bound ? bound.port : port;
	return {
		address: `http://127.0.0.1:${actual}${under}/`,
		close: () => {
			server.closeAllConnections();
			server.close();
		}
	};
}

/** @param {string} type */
function isText(type) {
	return /^text|json|svg/.test(type);
}

/** @param {import('node:http').IncomingMessage} request */
function acceptsGzip(request) {
	return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(
		String(request.headers['accept-encoding'] ?? '')
	);
}

/** @param {string} url */
function pathOf(url) {
	try {
		return decodeURIComponent(new URL(url, 'http://localhost').pathname);
	} catch {
		return undefined;
	}
}
