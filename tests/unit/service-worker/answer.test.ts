import { expect, test } from 'vitest';
import { answerFor } from '../../../src/service-worker/answer';

const pages = new Set(['/w/', '/w/about/']);
const assets = new Set(['/w/theme.js']);

function answer(path: string) {
	return answerFor(new URL(path, 'https://x.test'), '/w', pages, assets);
}

test('pages and files are answered from the cache, whatever their query', () => {
	expect(answer('/w/about/?q=1')).toEqual({ kind: 'kept', path: '/w/about/' });
	expect(answer('/w/theme.js')).toEqual({ kind: 'kept', path: '/w/theme.js' });
});

test('a page requested by another name is redirected, with its query', () => {
	const to = 'https://x.test/w/about/?q=1';
	expect(answer('/w/about?q=1')).toEqual({ kind: 'redirect', to });
	expect(answer('/w/about/index.html?q=1')).toEqual({ kind: 'redirect', to });
	expect(answer('/w/index.html')).toEqual({ kind: 'redirect', to: 'https://x.test/w/' });
});

test('everything else is left to the server', () => {
	for (const path of ['/w/nothing/', '/w/nothing', '/w/_app/version.json', '/other/about/']) {
		expect(answer(path)).toEqual({ kind: 'network' });
	}
});
