// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_MARK.c
import { needsOne, target } from './define';
import { markForm } from './listing';
import { markOperations } from './mark-operations';
import { allBits } from './types/mark';

const { setXmark, options } = markOperations();

export const MARK = target({
	name: 'MARK',
	summary: 'Sets or changes the mark of the packet; the walk goes on.',
	options,
	listing: markForm('MARK'),
	check: needsOne(),
	effect(given) {
		const { value, mask } = setXmark.in(given)?.value ?? { value: 0, mask: allBits };
		return { kind: 'change', changes: [{ field: 'mark', mask, xor: value }] };
	}
});
