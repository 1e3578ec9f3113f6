/** What ah, esp and ipcomp have in common: a 32-bit number in the header. */
import type { Option } from '../extension';
import type { ValueOf } from '../values';
import { option } from './define';
import { unlessAll, wholeRange } from './types/whole';

const max = 0xffff_ffff;

export function spiOption(name: string, what: string): Option<ValueOf<'range'>> {
	return option(name, wholeRange(max, 'spi[:spi]'), `${what}, or a range of them.`, {
		invertible: true,
		phrase: `with ${what} $`,
		rewrite: unlessAll(max)
	});
}

/** A number that is only kept if it is not zero, or negated. */
export function unlessZero<U extends { readonly inverted: boolean; readonly value: object }>(
	use: U
): U | undefined {
	return 'value' in use.value && use.value.value === 0 && !use.inverted ? undefined : use;
}
