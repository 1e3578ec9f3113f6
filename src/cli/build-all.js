// Both builds, each only if a source has changed since.
import { build, isCurrent } from './build.js';

for (const output of /** @type {const} */ (['build', 'build-single'])) {
	if (!isCurrent(output)) build(output);
}
