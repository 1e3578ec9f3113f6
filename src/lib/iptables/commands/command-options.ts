/** Options that say what to do, and to which chain and table. */
import { targetExtension } from '../extensions';
import { readUnsigned } from '../number';
import { tableNames, type TableName } from '../ruleset';
import type { CommandDraft } from './draft';
import { CHAIN_NAME_ROOM } from './limits';
import { listOptions, ruleOptions } from './option-names';
import type { BaseOption } from './options';
import { standardTargets } from './standard-targets';
import type { ActionKind } from './types';

const INT_MAX = 0x7fff_ffff;

function isTableName(name: string): name is TableName {
	return tableNames.some((each) => each === name);
}

function isSpace(name: string): boolean {
	return /[ \t\n\v\f\r]/.test(name);
}

/** Notes an option; false, with a refusal, when it was given before. */
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

/** Refuses a "!" in front of what can't be negated. */
export function notInverted(
	draft: CommandDraft,
	inverted: boolean,
	name: string,
	at: number
): void {
	if (!inverted) return;
	draft.refuse(
		'negated-option',
		`A "!" can't stand before ${name}.`,
		'Remove the "!".',
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
	const listing = (each: ActionKind | undefined) => each === 'list' || each === 'list-rules';
	const both = (kind === 'zero' && listing(draft.kind)) || (draft.kind === 'zero' && listing(kind));
	if (draft.kind !== undefined && !both) {
		draft.refuse(
			'two-commands',
			'One command at a time: -A, -I, -D and the like exclude each other.',
			'Write two commands.',
			at,
			word
		);
		return;
	}
	if (kind === 'list') draft.listing = true;
	// -L -Z zeroes as well as lists.
	if (!(both && listing(kind))) draft.kind = kind;
	draft.chain = chain;
	draft.hasChain = true;
	draft.chainWord = word;
}

/** The same for commands whose chain may be left out. */
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

/** The number of a rule behind the chain. */
export function ruleNumber(draft: CommandDraft): boolean {
	const text = draft.words[draft.next] ?? '';
	const position = readUnsigned(text, 1, INT_MAX);
	if (position === undefined) {
		draft.refuse(
			'bad-rule-number',
			`"${text}" is not the number of a rule.`,
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
	if (name.length >= CHAIN_NAME_ROOM) {
		draft.refuse(
			'chain-name-too-long',
			`The name of a chain has at most ${CHAIN_NAME_ROOM - 1} characters; this one has ${name.length}.`,
			'Shorten it.',
			word
		);
	} else if (name.startsWith('-') || name.startsWith('!')) {
		draft.refuse(
			'bad-chain-name',
			`The name of a chain can't begin with "${name.charAt(0)}".`,
			'Choose another name.',
			word
		);
	} else if (standardTargets.has(name) || targetExtension(name, draft.context.family)) {
		draft.refuse(
			'chain-name-is-target',
			`"${name}" is the name of a target, so no chain can have it.`,
			'Choose another name.',
			word
		);
	} else if (isSpace(name)) {
		draft.refuse(
			'bad-chain-name',
			`"${name}" has a space in it, which the name of a chain can't have.`,
			'Choose another name.',
			word
		);
	}
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
			"-t can't be used in a dump.",
			`The line that begins with "*" names the table; this one is in ${draft.context.restoring}.`,
			at,
			word
		);
		return;
	}
	if (isTableName(text)) draft.table = text;
	else
		draft.refuse(
			'unknown-table',
			`There is no table "${text}".`,
			`The tables are ${tableNames.join(', ')}.`,
			word
		);
}

/** -w and -W, which change nothing here but must be well formed. */
export function waitOption(
	draft: CommandDraft,
	letter: 'w' | 'W',
	glued: string | undefined,
	at: number
): void {
	if (draft.context.restoring) {
		draft.refuse('wait-in-dump', `-${letter} can't be used in a dump.`, 'Remove it.', at);
		return;
	}
	const value = glued ?? (draft.hasArgument() ? draft.words[draft.next++] : undefined);
	if (letter === 'W' ? value === undefined : false) {
		draft.refuse('missing-argument', '-W needs a number.', 'Write it after the option.', at);
	} else if (value !== undefined && !/^\s*[+-]?[0-9]/.test(value)) {
		draft.refuse(
			'bad-wait',
			`"${value}" is not a number of seconds.`,
			'Write a number after -w, or nothing.',
			at,
			draft.next - 1
		);
	}
	if (letter === 'W') draft.given.set('W', at);
	else draft.given.set('w', at);
}
