import { CommandDraft } from './draft';
import { finishCommand } from './finish';
import { nextWord } from './getopt';
import type { Action, CommandContext, CommandReading, Refusal } from './types';

function result(draft: CommandDraft, action: Action): CommandReading {
	return {
		table: draft.table,
		action,
		...(draft.counters && { counters: draft.counters }),
		targetWord: draft.targetWord,
		chainWord: draft.chainWord,
		warnings: draft.warnings
	};
}

/**
 * Reads the words of one command, from index `from` on (the word after the program's name).
 * Returns the action, or why iptables refuses the command before it asks the kernel.
 */
export function readCommand(
	words: readonly string[],
	from: number,
	context: CommandContext
): CommandReading | Refusal {
	const draft = new CommandDraft(words, from, context);
	while (!draft.isRefused() && !draft.stop && draft.next < words.length) nextWord(draft);
	const action = draft.isRefused() || draft.stop ? undefined : finishCommand(draft);
	const nothing: Action = draft.ends ? { kind: 'nothing', ends: true } : { kind: 'nothing' };
	return draft.refusal ?? result(draft, action ?? nothing);
}

export function isRefusal(reading: CommandReading | Refusal): reading is Refusal {
	return 'code' in reading;
}
