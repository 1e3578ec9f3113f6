import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack, unpack } from '../../src/lib/state/pack';

test('any text is restored, from characters that a link can contain unescaped', async () => {
	await fc.assert(
		fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 2000 }), async (text) => {
			const packed = await pack(text);
			expect(packed).toMatch(/^[\w-]*$/);
			expect(await unpack(packed)).toBe(text);
		}),
		{ numRuns: 100 }
	);
});

test('text that is not packed is refused', async () => {
	await fc.assert(
		fc.asyncProperty(fc.string({ maxLength: 40 }), async (text) => {
			const whole = (await pack('a rule set')) + '!' + text;
			await expect(unpack(whole)).rejects.toThrow();
		}),
		{ numRuns: 50 }
	);
});

test('a link that would unpack to more than a page can hold is refused', async () => {
	const packed = await pack('0'.repeat(70_000_000));
	expect(packed.length).toBeLessThan(200_000);
	await expect(unpack(packed)).rejects.toThrow('more than a link holds');
});
