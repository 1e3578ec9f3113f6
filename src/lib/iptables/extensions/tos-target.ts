// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_TOS.c
import type { OptionUse } from '../ruleset';
import { needsOne, option, others, target, use } from './define';
import { tosMask } from './types/tos';
import { whole } from './types/whole';

const names = ['set-tos', 'and-tos', 'or-tos', 'xor-tos'];
const setTos = option('set-tos', tosMask, 'Clears the bits of the mask, then XORs the value in.', {
	excludes: others(names, 'set-tos'),
	phrase: 'to $'
});

function bitwise(name: string, summary: string, masked: (bits: number) => [number, number]) {
	return option(name, whole({ high: 255, argument: 'bits' }), summary, {
		excludes: others(names, name),
		rewrite(given): OptionUse {
			if (given.value.kind !== 'number') return given;
			const [value, mask] = masked(given.value.value);
			return use(setTos, { kind: 'masked', value, mask });
		}
	});
}

export const TOS = target({
	name: 'TOS',
	summary: 'Sets the type of service; the walk goes on.',
	options: [
		setTos,
		bitwise('and-tos', 'Keeps only these bits.', (bits) => [0, ~bits & 0xff]),
		bitwise('or-tos', 'Sets these bits.', (bits) => [bits, bits]),
		bitwise('xor-tos', 'Flips these bits.', (bits) => [bits, 0])
	],
	tables: ['mangle'],
	check: needsOne(),
	effect(options) {
		const { value, mask } = setTos.in(options)?.value ?? { value: 0, mask: 0 };
		return { kind: 'change', changes: [{ field: 'tos', mask, xor: value }] };
	}
});
