import { bare } from '../path-like';
import { programOf } from './command-line';
import { runningFrom, type ProcessReader } from './running';

/** Anything else: a name or a path on each line. */
export const readNames: ProcessReader = (text) => ({
	kind: 'names',
	running: text.split(/\r?\n/).flatMap((line, index) => {
		const program = programOf(bare(line));
		return program === '' ? [] : [runningFrom(index + 1, '', program)];
	})
});
