import { programOf } from './command-line';
import { runningFrom, type ProcessReader, type ReadProcesses } from './running';

/** Rows without their head, as from `grep`: recognised by the columns before the command. */
const headless = [
	{ kind: 'ps aux', row: /^\S+\s+\d+\s+[\d.]+\s+[\d.]+\s+\d+\s+\d+(?:\s+\S+){4}\s+(\S.*)$/ },
	{ kind: 'ps -ef', row: /^\s*\S+\s+\d+\s+\d+\s+[\d.]+\s+\S+\s+\S+\s+\d+:\d\S*\s+(\S.*)$/ },
	{ kind: 'pgrep', row: /^\s*\d+\s+([A-Za-z/].*)$/ }
] as const;

/** ps draws the tree before the command if asked for a forest. */
function programIn(command: string): string {
	return programOf(command.replace(/^[\s|\\_]+(?=\/)/, ''));
}

function readHeadless(lines: readonly string[]): ReadProcesses | undefined {
	const filled = lines.filter((line) => line.trim() !== '');
	const form = headless.find(
		({ row }) => filled.length > 0 && filled.every((line) => row.test(line))
	);
	return (
		form && {
			kind: form.kind,
			running: lines.flatMap((line, index) => {
				const program = programIn(form.row.exec(line)?.[1] ?? '');
				return program === '' ? [] : [runningFrom(index + 1, '', program)];
			})
		}
	);
}

/**
 * `ps aux`, `ps -ef` and similar: blanks separate the columns, and the last one, headed COMMAND, CMD
 * or COMM, is the rest of the line. Also pgrep -a.
 */
export const readPs: ProcessReader = (text) => {
	const lines = text.split(/\r?\n/);
	const at = lines.findIndex((line) => /\bPID\b.*\b(?:COMMAND|CMD|COMM|ARGS)\s*$/.test(line));
	const head = lines[at]?.trim().split(/\s+/);
	if (!head) return readHeadless(lines);
	const running = lines.slice(at + 1).flatMap((line, index) => {
		const fields = new RegExp(`^\\s*(?:\\S+\\s+){${String(head.length - 1)}}(.*)$`).exec(line);
		const program = programIn(fields?.[1] ?? '');
		return program === '' ? [] : [runningFrom(at + index + 2, '', program)];
	});
	return { kind: head.includes('%CPU') ? 'ps aux' : 'ps -ef', running };
};
