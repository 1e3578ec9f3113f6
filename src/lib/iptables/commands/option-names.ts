import type { BaseOption } from './options';
import type { ActionKind } from './types';

/** Commands that come with a rule. */
export const ruleCommands: ReadonlySet<string> = new Set([
	'append',
	'insert',
	'replace',
	'delete',
	'check'
] satisfies ActionKind[]);

/** The options that only make sense beside a rule, by letter, as they are named in messages. */
export const ruleOptions = new Map<BaseOption, string>([
	['s', '--source'],
	['d', '--destination'],
	['p', '--protocol'],
	['j', '--jump'],
	['i', '--in-interface'],
	['o', '--out-interface'],
	['f', '--fragments']
]);
/** The options that only make sense beside -L. */
export const listOptions = new Map<BaseOption, string>([
	['n', '--numeric'],
	['x', '--exact'],
	['0', '--line-numbers']
]);
