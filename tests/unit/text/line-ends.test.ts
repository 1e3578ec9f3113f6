import { expect, it } from 'vitest';
import { text } from '$lib/state';
import { lineFeeds } from '$lib/text';

it.each([
	['of Windows', 'a\r\nb\r\n\r\n', 'a\nb\n\n'],
	['of old Macs', 'a\rb', 'a\nb'],
	['of Linux', 'a\n\nb', 'a\n\nb']
])('line ends %s become line feeds', (_, written, shown) => {
	expect(lineFeeds(written)).toBe(shown);
});

it('places in a text from storage or a link match those in its text box', () => {
	expect(text('*filter\r\nCOMMIT\r\n')).toBe('*filter\nCOMMIT\n');
});
