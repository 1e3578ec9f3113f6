/**
 * iptables' own options, as its getopt_long tables list them (1.8.11).
 * Source: https://git.netfilter.org/iptables/tree/iptables/xshared.h and iptables.c
 */

/** The letter that identifies an option; `0` is --line-numbers. */
export type BaseOption =
	| 'A'
	| 'C'
	| 'D'
	| 'I'
	| 'R'
	| 'L'
	| 'S'
	| 'F'
	| 'Z'
	| 'N'
	| 'X'
	| 'E'
	| 'P'
	| 's'
	| 'd'
	| 'p'
	| 'i'
	| 'o'
	| 'j'
	| 'g'
	| 't'
	| 'm'
	| 'n'
	| 'v'
	| 'w'
	| 'W'
	| 'x'
	| 'f'
	| 'V'
	| 'h'
	| '0'
	| 'M'
	| 'c'
	| '4'
	| '6';

/** The options that say what a command does, in the order of iptables(8). */
export const commandOptions: readonly BaseOption[] = [
	'A',
	'C',
	'D',
	'I',
	'R',
	'L',
	'S',
	'F',
	'Z',
	'N',
	'X',
	'P',
	'E'
];

export type Argument = 'none' | 'required' | 'optional';

export interface LongOption {
	readonly name: string;
	readonly letter: BaseOption;
	readonly argument: Argument;
}

function option(name: string, letter: BaseOption, argument: Argument): LongOption {
	return { name, letter, argument };
}

export const longOptions: readonly LongOption[] = [
	option('append', 'A', 'required'),
	option('delete', 'D', 'required'),
	option('check', 'C', 'required'),
	option('insert', 'I', 'required'),
	option('replace', 'R', 'required'),
	option('list', 'L', 'optional'),
	option('list-rules', 'S', 'optional'),
	option('flush', 'F', 'optional'),
	option('zero', 'Z', 'optional'),
	option('new-chain', 'N', 'required'),
	option('delete-chain', 'X', 'optional'),
	option('rename-chain', 'E', 'required'),
	option('policy', 'P', 'required'),
	option('source', 's', 'required'),
	option('destination', 'd', 'required'),
	option('src', 's', 'required'),
	option('dst', 'd', 'required'),
	option('protocol', 'p', 'required'),
	option('in-interface', 'i', 'required'),
	option('jump', 'j', 'required'),
	option('table', 't', 'required'),
	option('match', 'm', 'required'),
	option('numeric', 'n', 'none'),
	option('out-interface', 'o', 'required'),
	option('verbose', 'v', 'none'),
	option('wait', 'w', 'optional'),
	option('wait-interval', 'W', 'optional'),
	option('exact', 'x', 'none'),
	option('fragments', 'f', 'none'),
	option('version', 'V', 'none'),
	option('help', 'h', 'optional'),
	option('line-numbers', '0', 'none'),
	option('modprobe', 'M', 'required'),
	option('set-counters', 'c', 'required'),
	option('goto', 'g', 'required'),
	option('ipv4', '4', 'none'),
	option('ipv6', '6', 'none')
];

const byName = new Map(longOptions.map((each) => [each.name, each]));

export function longOption(name: string): LongOption | undefined {
	return byName.get(name);
}

/** `-4` and `-6` and the letters of the short options, with what follows each. */
const letters = new Map<string, LongOption>();
for (const each of longOptions) {
	if (each.letter !== '0' && !letters.has(each.letter)) {
		letters.set(each.letter, each);
	}
}

export function shortOption(letter: string): LongOption | undefined {
	return letters.get(letter);
}
