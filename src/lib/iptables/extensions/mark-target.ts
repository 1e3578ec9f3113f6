import type { OptionUse } from '../ruleset';
import { needsOne, option, others, target, use } from './define';
import { markForm } from './listing';
import { allBits, bits32, masked } from './types/mark';

const names = ['set-xmark', 'set-mark', 'and-mark', 'or-mark', 'xor-mark'];

const setXmark = option(
	'set-xmark',
	masked({ always: true }),
	'Clears the bits of the mask, then XORs the value in.',
	{ excludes: others(names, 'set-xmark'), phrase: 'as $' }
);

/** The use in the one form that the kernel keeps. */
function asXmark(value: number, mask: number): OptionUse {
	return use(setXmark, { kind: 'masked', value: value >>> 0, mask: mask >>> 0 });
}

const setMark = option(
	'set-mark',
	masked(),
	'Clears the bits of the mask, then sets those of the value.',
	{
		excludes: others(names, 'set-mark'),
		rewrite: (given) =>
			given.value.kind === 'masked'
				? asXmark(given.value.value, given.value.mask | given.value.value)
				: given
	}
);

function bitwise(name: string, summary: string, rewrite: (bits: number) => OptionUse) {
	return option(name, bits32, summary, {
		excludes: others(names, name),
		rewrite: (given) => (given.value.kind === 'number' ? rewrite(given.value.value) : given)
	});
}
const andMark = bitwise('and-mark', 'Keeps only these bits of the mark.', (bits) =>
	asXmark(0, ~bits)
);
const orMark = bitwise('or-mark', 'Sets these bits of the mark.', (bits) => asXmark(bits, bits));
const xorMark = bitwise('xor-mark', 'Flips these bits of the mark.', (bits) => asXmark(bits, 0));

export const MARK = target({
	name: 'MARK',
	summary: 'Sets or changes the mark of the packet; the walk goes on.',
	options: [setXmark, setMark, andMark, orMark, xorMark],
	listing: markForm('MARK'),
	check: needsOne(),
	effect(options) {
		const { value, mask } = setXmark.in(options)?.value ?? { value: 0, mask: allBits };
		return { kind: 'change', changes: [{ field: 'mark', mask, xor: value }] };
	}
});
