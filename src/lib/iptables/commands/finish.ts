/** The checks after the last word of a command, in the order in which iptables makes them. */
import type { CommandDraft } from './draft';
import { CHAIN_NAME_ROOM } from './limits';
import { listOptions, ruleCommands, ruleOptions } from './option-names';
import { expandAddresses, ruleBody } from './rule-body';
import { tableNames } from '../ruleset';
import type { Action, ActionKind, RuleBody } from './types';

/** Makes the checks after the last word, in the order in which iptables makes them. */
export function finishCommand(draft: CommandDraft): Action | undefined {
	const last = draft.words.length - 1;
	if (draft.noTable !== undefined) {
		draft.refuse(
			'unknown-table',
			`There is no table “${draft.words[draft.noTable] ?? ''}”.`,
			`The tables are ${tableNames.join(', ')}.`,
			draft.noTable
		);
	}
	const interval = draft.given.get('W');
	if (interval !== undefined && !draft.waits) {
		draft.refuse('no-wait', '-W is only for commands with -w.', 'Leave it out.', interval);
	}
	if (draft.table === 'nat' && (draft.jump === 'DROP' || kindIsPolicyDrop(draft))) {
		draft.refuse(
			'drop-in-nat',
			'DROP is not allowed in the nat table: it is not for filtering.',
			'Drop in the filter table, or in raw or mangle before the translation.',
			draft.targetWord
		);
		return undefined;
	}
	const body = ruleBody(draft);
	const kind = draft.kind ?? draft.listed;
	if (draft.isRefused()) return undefined;
	if (kind === undefined) {
		draft.refuse('no-command', 'There is no command.', 'Begin with -A, -I, -D, -P ...', last);
		return undefined;
	}
	if (draft.inverted) {
		draft.refuse('nothing-negated', 'Nothing follows the “!”.', 'Remove it.', last);
		return undefined;
	}
	const rules = expandAddresses(draft, body, ruleCommands.has(kind));
	if (draft.isRefused()) return undefined;
	checkOptions(draft, kind);
	if (draft.hasChain && draft.chain.length >= CHAIN_NAME_ROOM) {
		draft.refuse(
			'chain-name-too-long',
			`The name of a chain has at most ${CHAIN_NAME_ROOM - 1} characters.`,
			'Shorten it.',
			draft.chainWord
		);
	}
	if (ruleCommands.has(kind)) checkInterfaces(draft);
	return draft.isRefused() ? undefined : actionOf(draft, kind, rules);
}

function kindIsPolicyDrop(draft: CommandDraft): boolean {
	return draft.kind === 'policy' && draft.name === 'DROP';
}

function actionOf(draft: CommandDraft, kind: ActionKind, rules: readonly RuleBody[]): Action {
	const chain = draft.chain;
	const position = draft.position ?? 1;
	const where = {
		...(draft.hasChain && { chain }),
		...(draft.position !== undefined && { position: draft.position })
	};
	switch (kind) {
		case 'append':
		case 'delete':
		case 'check':
			return { kind, chain, rules };
		case 'insert':
			return { kind, chain, position, rules };
		case 'replace':
			if (rules.length > 1) warnOfSeveral(draft);
			return { kind, chain, position, rules };
		case 'delete-number':
			return { kind, chain, position };
		case 'list':
		case 'list-rules':
			return { kind, ...where };
		case 'zero-number':
			return { kind, chain, position };
		case 'flush':
			if (!draft.hasChain) return draft.given.has('v') ? { kind, names: true } : { kind };
			return { kind, chain };
		case 'zero':
		case 'delete-chain':
			return draft.hasChain ? { kind, chain } : { kind };
		case 'new-chain':
			return { kind, chain };
		case 'rename-chain':
			return { kind, chain, name: draft.name };
		case 'policy':
			return { kind, chain, policy: draft.name };
		case 'nothing':
			return { kind };
	}
}

function warnOfSeveral(draft: CommandDraft): void {
	const { word } = draft.source ?? draft.destination ?? { word: draft.chainWord };
	draft.warnings.push({
		code: 'replacement-not-one',
		message: '-R puts one rule in the place of one: iptables silently takes the first address.',
		help: 'Name one source and one destination, and insert rules for the others.',
		word,
		lastWord: word
	});
}

function checkOptions(draft: CommandDraft, kind: ActionKind): void {
	const withRule = ruleCommands.has(kind);
	// -L -Z is a different command from -L; 1.8.11 does not allow these options with it.
	const onlyLists = draft.listed === 'list' && kind === 'list';
	for (const [letter, word] of draft.given) {
		const name = ruleOptions.get(letter);
		const illegal =
			name !== undefined
				? !withRule
				: listOptions.has(letter)
					? !onlyLists
					: letter === 'c' &&
						kind !== 'insert' &&
						kind !== 'replace' &&
						kind !== 'append' &&
						kind !== 'policy';
		if (!illegal) continue;
		draft.refuse(
			'option-not-for-command',
			`${draft.words[word] ?? ''} can’t be used with this command.`,
			'Leave it out.',
			word
		);
	}
}

/** An incoming packet has no output interface yet, and vice versa. */
function checkInterfaces(draft: CommandDraft): void {
	const out = draft.given.get('o');
	if (out !== undefined && (draft.chain === 'PREROUTING' || draft.chain === 'INPUT')) {
		draft.refuse(
			'no-out-interface',
			`A packet in ${draft.chain} has no outgoing interface, so -o can’t be used there.`,
			'Use -i for the interface that it came in on.',
			out,
			out + 1
		);
	}
	const inward = draft.given.get('i');
	if (inward !== undefined && (draft.chain === 'POSTROUTING' || draft.chain === 'OUTPUT')) {
		draft.refuse(
			'no-in-interface',
			`A packet in ${draft.chain} has no incoming interface, so -i can’t be used there.`,
			'Use -o for the interface that it goes out on.',
			inward,
			inward + 1
		);
	}
}
