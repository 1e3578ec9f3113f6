import { option, target } from './define';
import { none } from './types/none';
import { logLevel } from './types/log-level';
import { text } from './types/text';

const warning = 4;

const prefix = option(
	'log-prefix',
	text({ argument: 'prefix', low: 1, cut: 29 }),
	'Text before each line, cut to 29 octets.',
	{ phrase: 'with prefix $' }
);
const level = option('log-level', logLevel, 'Level of the message; warning by default.', {
	phrase: 'at level $',
	rewrite: (use) => (use.value.kind === 'number' && use.value.value === warning ? undefined : use)
});
const flags = [
	['log-tcp-sequence', 'TCP sequence numbers'],
	['log-tcp-options', 'TCP options'],
	['log-ip-options', 'IP options'],
	['log-uid', 'the user who owns the socket'],
	['log-macdecode', 'decoded MAC addresses']
].map(([name = '', what = '']) => option(name, none, `Logs ${what}.`, { phrase: `with ${what}` }));

export const LOG = target({
	name: 'LOG',
	summary: 'Writes the packet’s headers to the kernel log; the walk goes on.',
	options: [prefix, level, ...flags],
	check: (options) =>
		options.some(({ value }) => value.kind === 'text' && value.text.includes('\n'))
			? [
					{
						code: 'newline-in-prefix',
						message: 'the prefix has a line break',
						help: 'Remove it.',
						option: prefix.name
					}
				]
			: [],
	effect: () => ({ kind: 'continue' })
});
