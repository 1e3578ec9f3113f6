// u32_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_u32.c
import { match, option } from './define';
import { evaluation, given, negate } from './evaluate';
import { u32Tests } from './types/u32-tests';
import { runU32, u32Program } from './u32-program';

const tests = option('u32', u32Tests, 'Tests of four octets at a time, joined by &&.', {
	invertible: true,
	mandatory: true,
	phrase: 'where $'
});

export const u32 = match({
	name: 'u32',
	summary: 'Numbers anywhere in the packet.',
	options: [tests],
	evaluate: evaluation(
		given(tests, ({ text }, inverted) => {
			const program = u32Program(text);
			return (packet) => {
				const outcome = runU32(program, packet);
				return inverted ? negate(outcome) : outcome;
			};
		})
	)
});
