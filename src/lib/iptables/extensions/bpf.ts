// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_bpf.c
import { unsignedInt } from '../number';
import type { OptionType } from '../extension';
import type { ValueOf } from '../values';
import { isProgram, printInstruction, readInstruction } from './bpf-program';
import { match, needsOne, option } from './define';
import { unknowable } from './evaluate';
import { bad, good } from './types/result';
import { text } from './types/text';

const mostInstructions = 64;
/** `count,code jt jf k,...`, as nfbpf_compile and tcpdump -ddd write it. */
const bytecode: OptionType<ValueOf<'text'>> = {
	argument: 'code',
	words: 1,
	is: (value) => value.kind === 'text',
	read(given) {
		const [head = '', ...lines] = given.split(',');
		// A trailing comma is allowed.
		if (lines.at(-1) === '') lines.pop();
		const count = unsignedInt(head, 10);
		const length = count.value & 0xffff;
		const program = lines.flatMap((line) => readInstruction(line) ?? []);
		const whole = length > 0 && length <= mostInstructions && count.rest === '';
		if (!whole || program.length !== lines.length || program.length !== length)
			return bad(
				'bad-bytecode',
				`“${given}” is not a BPF program of at most ${mostInstructions} instructions`,
				'Write what nfbpf_compile prints.'
			);
		if (!isProgram(program))
			return bad(
				'unsafe-bytecode',
				`the kernel does not take the BPF program “${given}”`,
				'It must end with a return, jump forwards only, and read what it has written.'
			);
		return good({
			kind: 'text',
			text: [String(length), ...program.map(printInstruction)].join(',')
		});
	},
	print: ({ text: program }) => `"${program}"`,
	say({ text: program }) {
		const [count = ''] = program.split(',');
		return `of ${count} instruction${count === '1' ? '' : 's'}`;
	}
};

export const bpf = match({
	name: 'bpf',
	summary: 'A program of the Berkeley packet filter.',
	options: [
		option('bytecode', bytecode, 'The program itself.', {
			excludes: ['object-pinned'],
			phrase: 'that a BPF program $ takes'
		}),
		option(
			'object-pinned',
			text({ argument: 'path', print: (path) => path }),
			'A program in the BPF file system.',
			{
				excludes: ['bytecode'],
				phrase: 'that BPF program $ takes'
			}
		)
	],
	check: needsOne(),
	evaluate: unknowable('BPF programs are not run here')
});
