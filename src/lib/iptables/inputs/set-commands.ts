/** Runs ipset commands of a text, and reports what is wrong with them at its place. */
import type { Problem } from '$lib/net';
import { ipsetWords, isRefusal, readSetCommand, Restore, type SetRefusal } from '../ipset';
import type { Origin } from '../ruleset';
import type { Collector, PlacedWords } from './collector';
import { whole } from './dump-lines';

/** How a command ends; `no` is the answer of a test. */
export type SetStatus = 'ok' | 'no' | 'refused' | 'unknown';

function tell(collector: Collector, { code, message, help, unknowable }: SetRefusal, span: Origin) {
	const unsure = unknowable && collector.settings.names === 'unknown';
	const problem: Problem = { code, severity: unsure ? 'warning' : 'error', message, help, span };
	if (unsure) collector.problems.push(problem);
	else collector.refuse(problem);
	return unsure ? 'unknown' : 'refused';
}

/** `words` begin after `ipset`. */
export function runSetCommand(collector: Collector, words: PlacedWords): SetStatus {
	const texts = words.from === 0 ? words.texts : words.texts.slice(words.from);
	const command = readSetCommand(texts, collector.ipsets, words.origin);
	const done = isRefusal(command) ? command : command.run(command.exist);
	if (done === false) return 'no';
	if (typeof done !== 'object') return 'ok';
	const span = done.word === undefined ? words.origin : words.place(words.from + done.word);
	return tell(collector, done, span);
}

/** One line of `ipset save` beside the rules: an error in it does not affect the others. */
export function runSetLine(collector: Collector, line: string, number: number): SetStatus {
	const pieces = ipsetWords(line);
	const origin = { line: number, column: 1, endColumn: line.length + 1 };
	return runSetCommand(collector, {
		texts: (pieces ?? []).map(({ text }) => text),
		from: 0,
		origin,
		place(word) {
			const { start, end } = pieces?.[word] ?? { start: 0, end: line.length };
			return { line: number, column: start + 1, endColumn: end + 1 };
		}
	});
}

/** The input of `ipset restore`: `text` begins on the line `first`. */
export function restoreSets(
	collector: Collector,
	text: string,
	first: number,
	exist: boolean
): SetStatus {
	const lines = text.split('\n');
	const restore = new Restore(collector.ipsets, lines, exist, (line) => {
		const { column, endColumn } = whole(lines[line] ?? '', first + line);
		return { line: first + line, column, endColumn };
	});
	const failed = restore.run();
	if (!failed) return 'ok';
	const { line, refused, from, to, warns } = failed;
	const after = lines.slice(line + 1).some((each) => /^\s*[^\s#]/.test(each));
	const message = after ? `${refused.message} ipset restore ends here.` : refused.message;
	const span = { line: first + line, column: from + 1, endColumn: to + 1 };
	const status = tell(collector, { ...refused, message }, span);
	return warns ? 'ok' : status;
}
