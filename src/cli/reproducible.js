// Builds both variants again and checks that the bytes are the same.
import { build, isCurrent } from './build.js';
import { filesOf, sha256 } from './folder.js';
import { root } from './install.js';

let differing = 0;
for (const output of /** @type {const} */ (['build', 'build-single'])) {
	if (!isCurrent(output)) build(output);
	const first = sums(output);
	build(output);
	const second = sums(output);
	for (const path of new Set([...first.keys(), ...second.keys()])) {
		if (first.get(path) === second.get(path)) continue;
		differing++;
		console.error(`${output}/${path} is not the same in a second build`);
	}
}
process.exitCode = differing > 0 ? 1 : 0;

/** @param {string} output */
function sums(output) {
	return new Map([...filesOf(root + output)].map(([path, bytes]) => [path, sha256(bytes)]));
}
