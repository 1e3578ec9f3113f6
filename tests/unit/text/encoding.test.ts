import { expect, test } from 'vitest';
import { decodeText } from '$lib/text';

const text = 'C:\\Program Files\\Zscaler\\ZSAService.exe\r\nC:\\Übung\\ß.exe\r\n';

function utf16(given: string, order: 'little' | 'big'): Uint8Array {
	const view = new DataView(new ArrayBuffer(given.length * 2));
	for (let at = 0; at < given.length; at++)
		view.setUint16(at * 2, given.charCodeAt(at), order === 'little');
	return new Uint8Array(view.buffer);
}

test.each([
	['UTF-8', new TextEncoder().encode(text)],
	['UTF-8 with a mark', new TextEncoder().encode(`\ufeff${text}`)],
	['UTF-16LE with a mark', utf16(`\ufeff${text}`, 'little')],
	['UTF-16BE with a mark', utf16(`\ufeff${text}`, 'big')],
	['UTF-16LE', utf16(text, 'little')],
	['UTF-16BE', utf16(text, 'big')]
])('a file in %s reads as its text', (_, bytes) => {
	expect(decodeText(bytes)).toBe(text);
});

test('half the characters outside of Latin do not hide UTF-16', () => {
	const mixed = 'C:\\Программы\\agent.exe';
	expect(decodeText(utf16(mixed, 'little'))).toBe(mixed);
});

test('a file with nothing in it has no text', () => {
	expect(decodeText(new Uint8Array(0))).toBe('');
});
