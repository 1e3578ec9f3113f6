// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_LOG.c
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

/** Names of syslog(3) that listings without -n use, but --log-level does not accept. */
const syslogNames = new Map<string | undefined, string>([
	['err', 'error'],
	['warn', 'warning']
]);

/** Each flag's bit in a listing with -n; iptables has no flag for 16. */
const flagBits = [1, 2, 4, 8, 32];

function listedBits(bits: number): readonly string[] | undefined {
	const known = flagBits.reduce((all, bit) => all | bit, 0);
	return (bits & ~known) === 0
		? flags
				.filter((_, place) => (bits & (flagBits[place] ?? 0)) !== 0)
				.map(({ name }) => `--${name}`)
		: undefined;
}

function listedNames(names: string): readonly string[] {
	return (names.match(/\S+/g) ?? []).map((name) => `--log-${name}`);
}

export const LOG = target({
	name: 'LOG',
	summary: 'Writes the packet’s headers to the kernel log; the walk goes on.',
	options: [prefix, level, ...flags],
	listing: {
		pattern:
			/^LOG (?:flags (\d+) level (\d+)|level (\S+)((?: (?:tcp-sequence|tcp-options|ip-options|uid|macdecode))*))(?: prefix "(.*)")?$/,
		words: ([number, level, levelName, names = '', text]) => {
			const shown = number === undefined ? listedNames(names) : listedBits(Number(number));
			const given = ['--log-level', level ?? syslogNames.get(levelName) ?? levelName ?? ''];
			return shown && [...shown, ...given, ...(text === undefined ? [] : ['--log-prefix', text])];
		}
	},
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
