import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

test.each(['style', 'script'])(
	'the policy of the page for a wrong address lets its own %s through',
	(tag) => {
		const html = readFileSync('static/404.html', 'utf8');
		const text = new RegExp(`<${tag}>(.*?)</${tag}>`, 's').exec(html)?.[1] ?? '';
		const hash = createHash('sha256').update(text).digest('base64');
		expect(text).not.toBe('');
		expect(html).toContain(`${tag}-src 'sha256-${hash}'`);
	}
);
