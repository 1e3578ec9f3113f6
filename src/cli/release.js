// npm run release: both builds in one zip with checksums, in release/. The same sources and the
// same Node make the same zip.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build, isCurrent } from './build.js';
import { filesOf, sha256 } from './folder.js';
import { install, root } from './install.js';

install();
const { zip } = await import('./zip.js');
for (const output of /** @type {const} */ (['build', 'build-single'])) {
	if (!isCurrent(output)) build(output);
}

const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const name = `waythrough-${version}`;

/** @type {Map<string, Buffer>} */
const files = new Map();
for (const path of ['LICENSE', 'README.md']) files.set(path, readFileSync(root + path));
for (const [path, bytes] of filesOf(`${root}build`)) files.set(`site/${path}`, bytes);
files.set('waythrough.html', readFileSync(`${root}build-single/index.html`));
const sums = [...files].map(([path, bytes]) => `${sha256(bytes)}  ${path}\n`).join('');
files.set('SHA256SUMS', Buffer.from(sums));

const archive = zip(new Map([...files].map(([path, bytes]) => [`${name}/${path}`, bytes])));
rmSync(`${root}release`, { recursive: true, force: true });
mkdirSync(`${root}release`);
writeFileSync(`${root}release/${name}.zip`, archive);
writeFileSync(`${root}release/SHA256SUMS`, `${sha256(archive)}  ${name}.zip\n`);
console.log(`release/${name}.zip  ${(archive.length / 1e6).toFixed(2)} MB  ${sha256(archive)}`);
