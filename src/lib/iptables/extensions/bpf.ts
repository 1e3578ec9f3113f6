import { readNumber } from '../number';
import type { OptionType } from '../extension';
import type { ValueOf } from '../values';
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
		const count = readNumber(head, 1, mostInstructions);
		const instructions = lines
			.filter((line) => line.trim() !== '')
			.map((line) => line.trim().split(/\s+/));
		const whole = instructions.every(
			(parts) => parts.length === 4 && parts.every((part) => /^\d+$/.test(part))
		);
		if (count < 0 || !whole || instructions.length !== count)
			return bad(
				'bad-bytecode',
				`“${given}” is not a BPF program of at most ${mostInstructions} instructions`,
				'Write what nfbpf_compile prints.'
			);
		const lead = instructions.map((parts) => parts.map(Number).join(' ')).join(',');
		return good({ kind: 'text', text: `${count},${lead}` });
	},
	print: ({ text: program }) => `"${program}"`,
	say: ({ text: program }) => `of ${program.split(',')[0] ?? ''} instructions`
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
