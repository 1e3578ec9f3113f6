/** iptables' own options, by letter. */
import type { MaskedAddress } from '../ruleset';
import {
	checkChainName,
	givenOnce,
	notInverted,
	optionalChain,
	rangeNumber,
	ruleNumber,
	setCommand,
	setTable,
	waitOption
} from './command-options';
import type { CommandDraft } from './draft';
import { listOptions } from './option-names';
import type { BaseOption } from './options';
import { interfaceOption, jumpTo, loadMatch, protocolOption, setCounters } from './rule-options';

/** A placeholder for an address that is given but not read yet. */
const noAddress: MaskedAddress = { family: 'ipv4', address: 0, mask: 0 };

/** One option of iptables, with its argument (word `word`); `at` is the word of the option. */
export function baseOption(
	draft: CommandDraft,
	letter: BaseOption,
	argument: string | undefined,
	word: number,
	at: number,
	inverted: boolean
): void {
	const text = argument ?? '';
	switch (letter) {
		case 'A':
			setCommand(draft, 'append', text, word, at, inverted);
			return;
		case 'C':
			setCommand(draft, 'check', text, word, at, inverted);
			return;
		case 'D':
			setCommand(draft, 'delete', text, word, at, inverted);
			if (draft.hasArgument() && ruleNumber(draft, rangeNumber)) draft.kind = 'delete-number';
			return;
		case 'R':
			setCommand(draft, 'replace', text, word, at, inverted);
			if (draft.hasArgument()) ruleNumber(draft);
			else
				draft.refuse(
					'missing-number',
					'-R needs the number of the rule to replace.',
					'Write it after the chain: -R INPUT 1.',
					at
				);
			return;
		case 'I':
			setCommand(draft, 'insert', text, word, at, inverted);
			if (draft.hasArgument()) ruleNumber(draft);
			else draft.position = 1;
			return;
		case 'L':
		case 'S':
			optionalChain(draft, letter === 'L' ? 'list' : 'list-rules', argument, word, at, inverted);
			if (draft.hasArgument()) ruleNumber(draft);
			return;
		case 'F':
			optionalChain(draft, 'flush', argument, word, at, inverted);
			return;
		case 'Z':
			optionalChain(draft, 'zero', argument, word, at, inverted);
			if (draft.hasArgument()) {
				ruleNumber(draft);
				// -Z with a number is a separate command, which overrides a -L before it.
				draft.kind = 'zero-number';
				draft.listed = undefined;
			}
			return;
		case 'X':
			optionalChain(draft, 'delete-chain', argument, word, at, inverted);
			return;
		case 'N':
			checkChainName(draft, text, word);
			setCommand(draft, 'new-chain', text, word, at, inverted);
			return;
		case 'E':
			setCommand(draft, 'rename-chain', text, word, at, inverted);
			if (draft.hasArgument()) {
				draft.name = draft.words[draft.next] ?? '';
				checkChainName(draft, draft.name, draft.next++);
			} else {
				draft.refuse(
					'missing-name',
					'-E needs the old and the new name of the chain.',
					'Write both after it: -E old new.',
					at
				);
			}
			return;
		case 'P':
			setCommand(draft, 'policy', text, word, at, inverted);
			if (draft.hasArgument()) {
				draft.name = draft.words[draft.next] ?? '';
				draft.targetWord = draft.next++;
			} else {
				draft.refuse(
					'missing-policy',
					'-P needs a chain and a policy.',
					'Write both after it: -P INPUT DROP.',
					at
				);
			}
			return;
		case 'p':
			if (givenOnce(draft, letter, at)) protocolOption(draft, text, word, inverted);
			return;
		case 's':
			if (givenOnce(draft, letter, at)) {
				draft.source = { text, word };
				draft.header.source = { value: noAddress, inverted };
			}
			return;
		case 'd':
			if (givenOnce(draft, letter, at)) {
				draft.destination = { text, word };
				draft.header.destination = { value: noAddress, inverted };
			}
			return;
		case 'i':
		case 'o':
			interfaceOption(draft, letter, text, word, at, inverted);
			return;
		case 'j':
		case 'g':
			notInverted(draft, inverted, letter === 'j' ? '--jump' : '--goto', at);
			if (!draft.given.has('j')) draft.given.set('j', at);
			else
				draft.refuse(
					'repeated-option',
					'A rule has one target.',
					'Keep one -j or -g; write a second rule for the other.',
					at,
					word
				);
			if (!draft.refusal) jumpTo(draft, text, word, letter === 'g');
			return;
		case 'f':
			if (draft.context.family === 'ipv6') {
				draft.refuse('no-fragment-option', '-f is for IPv4.', 'Use -m frag instead.', at);
			} else if (givenOnce(draft, letter, at)) {
				draft.header.fragment = { value: true, inverted };
			}
			return;
		case 'm':
			if (inverted) {
				draft.refuse(
					'negated-match',
					'A “!” can’t be used before -m.',
					'Put it before the option of the match that it negates.',
					at
				);
			}
			if (!draft.refusal) loadMatch(draft, text, word);
			return;
		case 't':
			setTable(draft, text, word, at, inverted);
			return;
		case 'c':
			notInverted(draft, inverted, '--set-counters', at);
			if (givenOnce(draft, letter, at)) setCounters(draft, text, at);
			return;
		case 'w':
		case 'W':
			waitOption(draft, letter, argument, at);
			return;
		case '4':
		case '6': {
			const own = draft.context.family === 'ipv4' ? '4' : '6';
			if (letter === own) return;
			if (draft.context.restoring) draft.stop = true;
			else
				draft.refuse(
					'other-family',
					`-${letter} is for ${letter === '6' ? 'IPv6' : 'IPv4'}; this command is for ${own === '4' ? 'IPv4' : 'IPv6'}.`,
					`Use ${letter === '6' ? 'ip6tables' : 'iptables'}.`,
					at
				);
			return;
		}
		case 'n':
		case 'x':
		case '0':
			notInverted(draft, inverted, listOptions.get(letter) ?? '', at);
			givenOnce(draft, letter, at);
			return;
		case 'v':
			if (!draft.given.has('v')) notInverted(draft, inverted, '--verbose', at);
			draft.given.set('v', at);
			return;
		case 'h':
		case 'V':
			draft.stop = true;
			draft.ends = true;
			return;
		case 'M':
			return;
	}
}
