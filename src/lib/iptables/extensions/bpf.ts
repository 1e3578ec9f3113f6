import { unsignedInt } from '../number';
import type { OptionType } from '../extension';
import type { ValueOf } from '../values';
import { match, needsOne, option } from './define';
import { unknowable } from './evaluate';
import { bad, good } from './types/result';
import { text } from './types/text';

const mostInstructions = 64;
/** sscanf: four numbers, whatever follows them. */
const scan = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+([-+]?\d+)/;

/** `count,code jt jf k,...`, as nfbpf_compile and tcpdump -ddd write it. */
const bytecode: OptionType<ValueOf<'text'>> = {
	argument: 'code',
	words: 1,
	is: (value) => value.kind === 'text',
	read(given) {
		const [head = '', ...lines] = given.split(',');
		const { value: count, rest } = unsignedInt(head, 10);
		const instructions = lines.filter((line) => line.trim() !== '').map((line) => scan.exec(line));
		const whole = count > 0 && count <= mostInstructions && rest === '';
		if (!whole || instructions.length !== count || instructions.includes(null))
			return bad(
				'bad-bytecode',
				`“${given}” is not a BPF program of at most ${mostInstructions} instructions`,
				'Write what nfbpf_compile prints.'
			);
		const lead = instructions
			.map((parts) =>
				(parts ?? [])
					.slice(1)
					.map((part) => unsignedInt(part, 10).value)
					.join(' ')
			)
			.join(',');
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
