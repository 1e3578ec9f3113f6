import { programOf } from './command-line';
import { runningFrom, type ProcessReader } from './running';

/**
 * `ps aux`, `ps -ef` and the like: blanks part the columns, and the last one, headed COMMAND, CMD or
 * COMM, is the rest of the line.
 */
export const readPs: ProcessReader = (text) => {
	const lines = text.split(/\r?\n/);
	const at = lines.findIndex((line) => /\bPID\b.*\b(?:COMMAND|CMD|COMM|ARGS)\s*$/.test(line));
	const head = lines[at]?.trim().split(/\s+/);
	if (!head) return undefined;
	const running = lines.slice(at + 1).flatMap((line, index) => {
		const fields = new RegExp(`^\\s*(?:\\S+\\s+){${String(head.length - 1)}}(.*)$`).exec(line);
		const command = fields?.[1] ?? '';
		// ps leaves the tree's lines before the command where it is asked for a forest.
		const program = programOf(command.replace(/^[\s|\\_]+(?=\/)/, ''));
		return program === '' ? [] : [runningFrom(at + index + 2, '', program)];
	});
	return { kind: head.includes('%CPU') ? 'ps aux' : 'ps -ef', running };
};
