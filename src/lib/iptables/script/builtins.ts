/** Built-in commands that control a script: its variables, its loops, its end. */
import { testStatus } from './conditions';
import type { Flow, Status } from './flow';
import type { Variables } from './variables';

/** Commands that declare variables and make them local to a function. */
export const local: ReadonlySet<string> = new Set(['local', 'declare', 'typeset']);

/** The exit status of `exit` or `return`. */
export function statusOf(given: string | undefined, flow: Flow): Status {
	if (given === undefined) return flow.last;
	return Number(given) === 0 ? 'ok' : 'failed';
}

/** `set -e`, `set -o errexit`, `set -- ...`. */
function set(words: readonly string[], flow: Flow, variables: Variables): void {
	for (const [index, word] of words.entries()) {
		if (word === '--') {
			variables.setArguments(words.slice(index + 1));
			return;
		}
		const named = words[index - 1] === '-o' || words[index - 1] === '+o';
		if (named ? word === 'errexit' : /^[-+][a-zA-Z]*e/.test(word))
			flow.errexit = (named ? words[index - 1] : word)?.startsWith('-') ?? false;
	}
}

/** Runs a command by its name and the words after it; undefined if it is none of these. */
export function runBuiltin(
	name: string,
	words: readonly string[],
	flow: Flow,
	variables: Variables
): Status | undefined {
	switch (name) {
		case 'local':
		case 'declare':
		case 'typeset':
			for (const variable of words) if (!variable.startsWith('-')) variables.makeLocal(variable);
			return 'ok';
		case 'export':
		case 'readonly':
			return 'ok';
		case 'unset':
			for (const each of words) {
				if (words[0] === '-f') flow.forget(each);
				else variables.unset(each);
			}
			return 'ok';
		case 'set':
			set(words, flow, variables);
			return 'ok';
		case 'shift':
			variables.shift(Number(words[0] ?? 1));
			return 'ok';
		case 'break':
		case 'continue':
			if (flow.loops > 0) flow.left = { by: name, levels: Math.max(1, Number(words[0] ?? 1)) };
			return 'ok';
		case 'exit':
			flow.ended = true;
			return statusOf(words[0], flow);
		case 'false':
			return 'failed';
		case '[':
		case '[[':
		case 'test':
			return testStatus([name, ...words]);
		default:
			return undefined;
	}
}
