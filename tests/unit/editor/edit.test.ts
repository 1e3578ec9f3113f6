import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyEdits, editBetween } from '../../../src/lib/text';

test('one replacement turns any text into any other', () => {
	fc.assert(
		fc.property(fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (before, after) => {
			const edit = editBetween(before, after);
			expect(applyEdits(before, edit ? [edit] : [])).toBe(after);
		})
	);
});

test('a common start and end are left alone', () => {
	expect(editBetween('-A INPUT -j DROP\n', '-A INPUT -j ACCEPT\n')).toEqual({
		from: 12,
		to: 16,
		insert: 'ACCEPT'
	});
	expect(editBetween('aa', 'aaa')).toEqual({ from: 2, to: 2, insert: 'a' });
	expect(editBetween('same', 'same')).toBeUndefined();
});

test('several replacements have offsets in the original text', () => {
	expect(
		applyEdits('web then web', [
			{ from: 0, to: 3, insert: 'http' },
			{ from: 9, to: 12, insert: 'http' }
		])
	).toBe('http then http');
});
