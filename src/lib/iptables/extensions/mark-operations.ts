/** What MARK and CONNMARK can do to a mark; the kernel keeps it in one form: clear bits, then XOR. */
import type { OptionUse } from '../ruleset';
import { option, others, use } from './define';
import { bits32, masked } from './types/mark';

const own = ['set-xmark', 'set-mark', 'and-mark', 'or-mark', 'xor-mark'];

/** The options of one target; `more`: its other operations. A rule can have only one operation. */
export function markOperations(more: readonly string[] = []) {
	const names = [...own, ...more];
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

	return {
		names,
		setXmark,
		asXmark,
		options: [
			setXmark,
			setMark,
			bitwise('and-mark', 'Keeps only these bits of the mark.', (bits) => asXmark(0, ~bits)),
			bitwise('or-mark', 'Sets these bits of the mark.', (bits) => asXmark(bits, bits)),
			bitwise('xor-mark', 'Flips these bits of the mark.', (bits) => asXmark(bits, 0))
		]
	};
}
