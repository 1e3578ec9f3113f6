/**
 * Reads the words of a command as getopt_long does: with the options of iptables itself and of the
 * extensions loaded so far.
 * Source: https://git.netfilter.org/iptables/tree/iptables/xshared.c (do_parse, command_default)
 */
import { leftOut, wordGap, type Option } from '../extension';
import { matchLoadedBy } from '../extensions';
import { baseOption } from './base-option';
import { useOf, type CommandDraft, type ExtensionUse } from './draft';
import { findOption } from './find-option';
import { shortOption, type LongOption } from './options';

/** Complaints about names that another machine may be able to resolve. */
const unresolved: ReadonlySet<string> = new Set(['unknown-service', 'host-name', 'unknown-name']);

/** Takes the next word, with the arguments that belong to it. */
export function nextWord(draft: CommandDraft): void {
	const at = draft.next++;
	const word = draft.words[at] ?? '';
	if (word.charCodeAt(0) !== 0x2d || word.length === 1) {
		plainWord(draft, word, at);
		return;
	}
	if (word.charCodeAt(1) !== 0x2d) {
		shortOptions(draft, word, at);
		return;
	}
	if (word.length === 2) {
		if (draft.next < draft.words.length) {
			draft.refuse(
				'unknown-arguments',
				'Nothing may follow “--”.',
				'Remove it and what follows.',
				at,
				draft.words.length - 1
			);
		}
		draft.stop = false;
		return;
	}
	const equals = word.indexOf('=');
	const name = equals < 0 ? word.slice(2) : word.slice(2, equals);
	const glued = equals < 0 ? undefined : word.slice(equals + 1);
	let found = findOption(draft, name);
	if (found.kind === 'none' && loadProtocol(draft, at)) found = findOption(draft, name);
	if (found.kind === 'none') {
		unknownOption(draft, `--${name}`, found.ambiguous, at);
		return;
	}
	if (found.kind === 'base') takeOption(draft, found.option, glued, at);
	else extensionOption(draft, found.use, found.option, glued, at);
}

function plainWord(draft: CommandDraft, word: string, at: number): void {
	if (word === '!') {
		if (draft.inverted) {
			draft.refuse(
				'double-negation',
				'Two “!” in a row.',
				'Keep one “!” before the option, or none.',
				at
			);
		}
		draft.inverted = true;
		return;
	}
	draft.refuse(
		'bad-argument',
		`“${word}” is neither an option nor the argument of one.`,
		word.includes('=') || draft.kind === undefined
			? 'Options begin with a dash.'
			: 'A “!” goes before the option that it negates; a value goes right after its option.',
		at
	);
}

function unknownOption(
	draft: CommandDraft,
	name: string,
	ambiguous: readonly string[],
	at: number
): void {
	if (ambiguous.length > 0) {
		draft.refuse(
			'ambiguous-option',
			`“${name}” could be ${ambiguous.map((each) => `--${each}`).join(' or ')}.`,
			'Write the name out.',
			at
		);
		return;
	}
	const needsProtocol = /^--([sd]ports?|source-ports?|destination-ports?|syn|tcp-flags)$/.test(
		name
	);
	draft.refuse(
		'unknown-option',
		`“${name}” is not an option here.`,
		needsProtocol && !draft.header.protocol
			? 'Put -p tcp or -p udp before it.'
			: 'Load the match or target that has it (-m, -j) before it, or check the spelling.',
		at
	);
}

/** -p tcp loads the tcp match when one of its options turns up, once. */
function loadProtocol(draft: CommandDraft, word: number): boolean {
	if (draft.protocolText === undefined || draft.protocolTried) return false;
	draft.protocolTried = true;
	const number = draft.header.protocol?.value;
	const extension = number === undefined ? undefined : matchLoadedBy(number, draft.context.family);
	if (!extension || (extension.loadedAs ?? draft.protocolText) !== draft.protocolText) return false;
	const use = useOf(extension, word);
	draft.matches.push(use);
	draft.loaded.unshift(use);
	return true;
}

function shortOptions(draft: CommandDraft, word: string, at: number): void {
	for (let place = 1; place < word.length && !draft.refusal && !draft.stop; place++) {
		const letter = word.charAt(place);
		const option = shortOption(letter);
		if (!option) {
			loadProtocol(draft, at);
			unknownOption(draft, `-${letter}`, [], at);
			return;
		}
		if (option.argument === 'none') {
			takeOption(draft, option, undefined, at);
			continue;
		}
		const glued = word.slice(place + 1);
		takeOption(draft, option, glued === '' ? undefined : glued, at);
		return;
	}
}

function takeOption(
	draft: CommandDraft,
	option: LongOption,
	glued: string | undefined,
	at: number
): void {
	const inverted = draft.inverted;
	draft.inverted = false;
	let argument = glued;
	let argumentWord = at;
	if (option.argument === 'required' && argument === undefined) {
		argument = draft.words[draft.next];
		argumentWord = draft.next++;
		if (argument === undefined) {
			draft.refuse(
				'missing-argument',
				`${draft.words[at] ?? ''} needs an argument.`,
				'Write it after the option.',
				at
			);
			return;
		}
	} else if (option.argument === 'none' && argument !== undefined) {
		draft.refuse(
			'unknown-option',
			`--${option.name} takes no argument.`,
			'Leave out what follows the “=”.',
			at
		);
		return;
	}
	baseOption(draft, option.letter, argument, argumentWord, at, inverted);
}

function extensionOption(
	draft: CommandDraft,
	use: ExtensionUse,
	option: Option,
	glued: string | undefined,
	at: number
): void {
	const inverted = draft.inverted;
	draft.inverted = false;
	const { words } = option.type;
	let text = '';
	if (glued !== undefined && (words === 0 || option.type.optional)) {
		unknownOption(draft, draft.words[at] ?? '', [], at);
		return;
	}
	if (option.type.optional && !draft.hasArgument()) text = leftOut;
	else if (words > 0) {
		const word = glued ?? draft.words[draft.next++];
		if (word === undefined) {
			draft.refuse(
				'missing-argument',
				`--${option.name} needs an argument: ${option.type.argument}.`,
				'Write it after the option.',
				at
			);
			return;
		}
		text = word;
		if (words === 2) {
			const other = draft.words[draft.next];
			if (other !== undefined && !other.startsWith('!') && !other.startsWith('-')) {
				text += wordGap + other;
				draft.next++;
			}
		}
	}
	const last = draft.next - 1;
	const reading = option.type.read(text, draft.read);
	if (reading.ok) {
		use.uses.push({ option: option.name, inverted, value: reading.value });
		use.places.push({ word: inverted ? at - 1 : at, lastWord: last });
		return;
	}
	const { complaint } = reading;
	if (draft.context.names === 'unknown' && unresolved.has(complaint.code)) {
		draft.unread.push(draft.words.slice(inverted ? at - 1 : at, last + 1).join(' '));
		draft.warnings.push({ ...complaint, word: at, lastWord: last });
		return;
	}
	draft.complain(complaint, at, last);
}
