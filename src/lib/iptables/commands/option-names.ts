import type { BaseOption } from './options';
import type { ActionKind } from './types';

/** Commands that take a rule. */
export const ruleCommands: ReadonlySet<string> = new Set([
	'append',
	'insert',
	'replace',
	'delete',
	'check'
] satisfies ActionKind[]);

/** Options that only make sense with a rule, by letter, and their names in messages. */
export const ruleOptions = new Map<BaseOption, string>([
	['s', '--source'],
	['d', '--destination'],
	['p', '--protocol'],
	['j', '--jump'],
	['i', '--in-interface'],
	['o', '--out-interface'],
	['f', '--fragments']
]);
/** Options that only make sense with -L. */
export const listOptions = new Map<BaseOption, string>([
	['n', '--numeric'],
	['x', '--exact'],
	['0', '--line-numbers']
]);
