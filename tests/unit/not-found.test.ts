import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test('the policy of the page for a wrong address lets its own style through', () => {
	const html = readFileSync('static/404.html', 'utf8');
	const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? '';
	const hash = createHash('sha256').update(style).digest('base64');
	expect(style).not.toBe('');
	expect(html).toContain(`style-src 'sha256-${hash}'`);
});
