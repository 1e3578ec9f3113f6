/** Options that say what to do, and to which chain and table. */
import { readUnsigned, unsignedInt } from '../number';
import { isTableName } from '../ruleset';
import { chainNameComplaint } from './chain-name';
import type { CommandDraft } from './draft';
import { listOptions, ruleOptions } from './option-names';
import type { BaseOption } from './options';
import type { ActionKind } from './types';

const INT_MAX = 0x7fff_ffff;
/** Microseconds. */
const MOST_INTERVAL = 999_999;

/** Records an option; false, with a refusal, if it was given before. */
export function givenOnce(draft: CommandDraft, letter: BaseOption, at: number): boolean {
	if (draft.given.has(letter)) {
		const name = ruleOptions.get(letter) ?? listOptions.get(letter) ?? '--set-counters';
		draft.refuse(
			'repeated-option',
			`${name} is given twice.`,
			'A rule takes each of these once; write a second rule for the other.',
			at
		);
		return false;
	}
	draft.given.set(letter, at);
	return true;
}

/** Refuses a "!" before something that can't be negated. */
export function notInverted(
	draft: CommandDraft,
	inverted: boolean,
	name: string,
	at: number
): void {
	if (!inverted) return;
	draft.refuse(
		'negated-option',
		`A “!” can’t be used before ${name}.`,
		'Remove the “!”.',
		at - 1,
		at
	);
}

/** -A, -I and the like: what to do with which chain. */
export function setCommand(
	draft: CommandDraft,
	kind: ActionKind,
	chain: string,
	word: number,
	at: number,
	inverted: boolean
): void {
	if (inverted) notInverted(draft, true, 'a command', at);
	const lists = kind === 'list' || kind === 'list-rules';
	const zeroes = draft.kind === 'zero' || draft.kind === 'zero-number';
	const besideList = kind === 'zero' || draft.listed === undefined;
	if (lists ? draft.listed || (draft.kind && !zeroes) : draft.kind || !besideList) {
		draft.refuse(
			'two-commands',
			'One command at a time: -A, -I, -D and the like exclude each other.',
			'Write two commands.',
			at,
			word
		);
		return;
	}
	if (lists) draft.listed = kind;
	else draft.kind = kind;
	draft.chain = chain;
	draft.hasChain = true;
	draft.chainWord = word;
}

/** The same for commands that may omit the chain. */
export function optionalChain(
	draft: CommandDraft,
	kind: ActionKind,
	glued: string | undefined,
	word: number,
	at: number,
	inverted: boolean
): void {
	const before = { chain: draft.chain, has: draft.hasChain, word: draft.chainWord };
	setCommand(draft, kind, '', at, at, inverted);
	if (glued !== undefined) {
		draft.chain = glued;
		draft.chainWord = word;
	} else if (draft.hasArgument()) {
		draft.chainWord = draft.next;
		draft.chain = draft.words[draft.next++] ?? '';
	} else {
		draft.chain = before.chain;
		draft.hasChain = before.has;
		draft.chainWord = before.word;
	}
}

/** The number of a rule, as all commands but -D read it. */
function plainNumber(text: string): number | undefined {
	return readUnsigned(text, 1, INT_MAX);
}

/** The number after -D, read by the code that reads ranges for ebtables: strtol(3) into an int. */
export function rangeNumber(text: string): number | undefined {
	if (!/^[ \t\n\v\f\r]*\+?[0-9]+$/.test(text)) return undefined;
	const { value } = unsignedInt(text, 10);
	return value === 0 ? undefined : value;
}

/** The number of a rule after the chain. */
export function ruleNumber(draft: CommandDraft, read = plainNumber): boolean {
	const text = draft.words[draft.next] ?? '';
	const position = read(text);
	if (position === undefined) {
		draft.refuse(
			'bad-rule-number',
			`“${text}” is not the number of a rule.`,
			'Rules are counted from 1.',
			draft.next
		);
	}
	draft.next++;
	draft.position = position;
	return position !== undefined;
}

/** Refuses names that no chain can have. */
export function checkChainName(draft: CommandDraft, name: string, word: number): void {
	const complaint = chainNameComplaint(name, draft.context.family);
	if (complaint) draft.complain(complaint, word);
}

/** -t. */
export function setTable(
	draft: CommandDraft,
	text: string,
	word: number,
	at: number,
	inverted: boolean
): void {
	notInverted(draft, inverted, '--table', at);
	if (draft.context.restoring) {
		draft.refuse(
			'table-in-dump',
			'-t can’t be used in a dump.',
			`The line that begins with “*” names the table; this one is in ${draft.context.restoring}.`,
			at,
			word
		);
		return;
	}
	draft.noTable = isTableName(text) ? undefined : word;
	if (isTableName(text)) draft.table = text;
}

/** -w and -W, which have no effect here but must be well formed. */
export function waitOption(
	draft: CommandDraft,
	letter: 'w' | 'W',
	glued: string | undefined,
	at: number
): void {
	if (draft.context.restoring) {
		draft.refuse('wait-in-dump', `-${letter} can’t be used in a dump.`, 'Remove it.', at);
		return;
	}
	const value = glued ?? (draft.hasArgument() ? draft.words[draft.next++] : undefined);
	const last = draft.next - 1;
	if (letter === 'W') {
		if (value === undefined) {
			draft.refuse('missing-argument', '-W needs a number.', 'Write it after the option.', at);
		} else if (!/^\s*[+-]?[0-9]/.test(value) || unsignedInt(value, 10).value > MOST_INTERVAL) {
			draft.refuse(
				'bad-wait',
				`“${value}” is not a number of microseconds up to ${MOST_INTERVAL}.`,
				'Leave -W out: it has no effect any more.',
				at,
				last
			);
		}
		draft.given.set('W', at);
		return;
	}
	if (value !== undefined && !/^\s*[+-]?[0-9]/.test(value)) {
		draft.refuse(
			'bad-wait',
			`“${value}” is not a number of seconds.`,
			'Write a number after -w, or nothing.',
			at,
			last
		);
	}
	draft.waits =
		value === undefined || /[1-9a-f]/i.test(/^\s*[+-]?(?:0x)?([0-9a-f]*)/i.exec(value)?.[1] ?? '');
}
