/** The input of `ipset restore`, line by line; the first refused line ends it. Source:
 * ipset_parse_stream and may_aggregate_ad, https://git.netfilter.org/ipset/tree/lib */
import type { Origin } from '../ruleset';
import { readSetCommand, type ReadCommand } from './commands';
import { isRefusal, refusal, type SetRefusal } from './refusal';
import type { Sets } from './sets';
import { ipsetWords, type CommandWord } from './words';

/** A line that was refused. */
export interface RefusedLine {
	/** From 0. */
	readonly line: number;
	readonly refused: SetRefusal;
	/** Where the word that it is about begins in the line, from 0; else the whole line. */
	readonly from: number;
	readonly to: number;
	/** The line itself has run. */
	readonly warns?: true;
}

interface Pending {
	readonly command: ReadCommand;
	readonly line: number;
}

const longestLine = 1023;
const endsWithTest = refusal(
	'set-test-ends',
	'test ends ipset restore, whatever it answers.',
	'Remove the line.'
);
const notHere: ReadonlySet<string> = new Set(['restore', 'version', 'help']);

/** The texts of the words of a line; undefined if it has none. */
function wordsIn(line: string): ReturnType<typeof ipsetWords> | SetRefusal {
	if (new TextEncoder().encode(line).length >= longestLine)
		return refusal(
			'set-line-too-long',
			'The line is too long: ipset restore takes what comes after its 1022nd octet for another.',
			'Shorten it.'
		);
	return ipsetWords(line) ?? refusal('set-open-quote', 'A quote is left open.', 'Close it.');
}

export class Restore {
	readonly #sets: Sets;
	readonly #lines: readonly string[];
	readonly #origin: (line: number) => Origin;
	/** Additions to one set, or deletions from one, which are sent to the kernel together. */
	#pending: Pending[] = [];
	#exist: boolean;
	#quiet = false;

	/** `exist`: -exist is given to restore itself. */
	constructor(
		sets: Sets,
		lines: readonly string[],
		exist: boolean,
		origin: (line: number) => Origin
	) {
		this.#sets = sets;
		this.#lines = lines;
		this.#exist = exist;
		this.#origin = origin;
	}

	/** Runs the lines; returns the one that ended it. */
	run(): RefusedLine | undefined {
		for (const [index, line] of this.#lines.entries()) {
			if (/^\s*(#|$)/.test(line)) continue;
			const failed = /^\s*COMMIT\r?$/.test(line) ? this.#commit() : this.#line(line, index);
			if (failed) return failed;
		}
		return this.#commit();
	}

	#refused(index: number, refused: SetRefusal): RefusedLine {
		const line = this.#lines[index] ?? '';
		const words = ipsetWords(line);
		const piece = refused.word === undefined ? undefined : words?.[refused.word];
		return { line: index, refused, from: piece?.start ?? 0, to: piece?.end ?? line.length };
	}

	/** A warning ends the whole program, with success. */
	#endsAt(line: number, { text, index }: CommandWord): RefusedLine {
		const refused = refusal(
			'set-old-option',
			`The option ${text} is not known any more: ipset makes the set all the same.`,
			'Remove the option.'
		);
		return { ...this.#refused(line, { ...refused, word: index }), warns: true };
	}

	#line(line: string, index: number): RefusedLine | undefined {
		const words = wordsIn(line) ?? [];
		if (isRefusal(words)) return this.#refused(index, words);
		const texts = words.map(({ text }) => text);
		const command = readSetCommand(texts, this.#sets, this.#origin(index));
		// Pending commands are no longer sent to the kernel.
		if (isRefusal(command)) return this.#refused(index, command);
		if (notHere.has(command.verb))
			return this.#refused(
				index,
				refusal('ipset-command', `${command.verb} is no command here.`, 'Remove the line.')
			);
		if (command.exist) this.#exist = true;
		if (command.quiet) this.#quiet = true;
		const [first] = this.#pending;
		const joins =
			first?.command.verb === command.verb &&
			command.set !== undefined &&
			first.command.set === command.set;
		if (!joins) {
			const failed = this.#commit();
			if (failed) return failed;
		}
		// A command that joins others runs with the options of the first of them.
		const exist = joins ? first.command.exist : this.#exist;
		this.#pending.push({ command: { ...command, exist }, line: index });
		return command.set === undefined ? this.#commit() : undefined;
	}

	#commit(): RefusedLine | undefined {
		const pending = this.#pending;
		this.#pending = [];
		for (const { command, line } of pending) {
			const done = command.run(command.exist);
			if (done === false || (done === true && !this.#quiet))
				return { ...this.#refused(line, endsWithTest), ...(done && { warns: true }) };
			if (typeof done === 'object') return this.#refused(line, done);
			if (command.dropped) return this.#endsAt(line, command.dropped);
		}
		return undefined;
	}
}
