/** Options that say what a rule matches and does. */
import { protocolNumber } from '$lib/net';
import { matchExtension, targetExtension } from '../extensions';
import { readUnsigned, unsignedLong } from '../number';
import { givenOnce } from './command-options';
import { useOf, type CommandDraft } from './draft';
import { CHAIN_NAME_ROOM, INTERFACE_NAME_ROOM } from './limits';
import { standardTargets } from './standard-targets';

function isSpace(name: string): boolean {
	return /[ \t\n\v\f\r]/.test(name);
}

/** -p. */
export function protocolOption(
	draft: CommandDraft,
	text: string,
	word: number,
	inverted: boolean
): void {
	const name = text.toLowerCase();
	const number = readUnsigned(name, 0, 255) ?? protocolNumber(name);
	if (number === undefined) {
		draft.refuse(
			'unknown-protocol',
			`“${text}” is not a protocol.`,
			'Use a name of /etc/protocols or a number from 0 to 255.',
			word
		);
		return;
	}
	if (number === 0 && inverted) {
		draft.refuse(
			'never-matches',
			'“! -p all” would never match.',
			'Leave it out, or name a protocol.',
			word
		);
		return;
	}
	draft.protocolText = name;
	if (number !== 0) draft.header.protocol = { value: number, inverted };
}

/** -i and -o. */
export function interfaceOption(
	draft: CommandDraft,
	letter: 'i' | 'o',
	text: string,
	word: number,
	at: number,
	inverted: boolean
): void {
	if (text === '') {
		draft.refuse(
			'empty-interface',
			'The name of the interface is empty.',
			'Name an interface, or leave the option out.',
			at,
			word
		);
		return;
	}
	if (!givenOnce(draft, letter, at)) return;
	if (text.length >= INTERFACE_NAME_ROOM) {
		draft.refuse(
			'interface-name-too-long',
			`The name of an interface has at most ${INTERFACE_NAME_ROOM - 1} characters; “${text}” has ${text.length}.`,
			'Shorten it, or use a prefix followed by “+”.',
			word
		);
		return;
	}
	if (/[/ ]/.test(text)) {
		draft.warnings.push({
			code: 'odd-interface-name',
			message: `No interface can be called “${text}”: “/” and spaces are not allowed in its name.`,
			help: 'Check the name with `ip link`.',
			word,
			lastWord: word
		});
	}
	// "+" alone is every name, which is no condition.
	if (text === '+' && !inverted) return;
	if (letter === 'i') draft.header.inInterface = { value: text, inverted };
	else draft.header.outInterface = { value: text, inverted };
}

/** -j and -g: a verdict, a target, or else the name of a chain. */
export function jumpTo(draft: CommandDraft, name: string, word: number, isGoto: boolean): void {
	draft.targetWord = word;
	if (name === '' || name.length >= CHAIN_NAME_ROOM || isSpace(name)) {
		draft.refuse(
			'bad-target-name',
			name === '' ? 'The target is empty.' : `“${name}” can’t be the name of a target or chain.`,
			`Names have 1 to ${CHAIN_NAME_ROOM - 1} characters and no spaces.`,
			word
		);
		return;
	}
	if (!isGoto && name === 'CONTINUE') return;
	draft.jump = name;
	draft.goto = isGoto;
	if (isGoto || standardTargets.has(name) || draft.context.announced?.has(name)) return;
	const extension = targetExtension(name, draft.context.family);
	if (!extension) return;
	draft.target = useOf(extension, word);
	draft.loaded.unshift(draft.target);
}

/** -m: its options are recognised from here on. */
export function loadMatch(draft: CommandDraft, name: string, word: number): void {
	const extension = matchExtension(name, draft.context.family);
	if (!extension) {
		draft.refuse(
			'unknown-match',
			`There is no match “${name}” for ${draft.context.family === 'ipv4' ? 'IPv4' : 'IPv6'}.`,
			'Check the spelling; see iptables-extensions(8) for the matches there are.',
			word
		);
		return;
	}
	const use = useOf(extension, word);
	draft.matches.push(use);
	// If there are several of one name, the options that follow belong to the last.
	const earlier = draft.loaded.findIndex((each) => each.extension === extension);
	if (earlier >= 0) draft.loaded[earlier] = use;
	else draft.loaded.unshift(use);
}

/** -c, with both numbers in one word or in two. */
export function setCounters(draft: CommandDraft, text: string, at: number): void {
	const comma = text.indexOf(',');
	const packets = comma < 0 ? text : text.slice(0, comma);
	const bytes =
		comma >= 0
			? text.slice(comma + 1)
			: draft.hasArgument()
				? (draft.words[draft.next++] ?? '')
				: undefined;
	const counted = { packets: unsignedLong(packets), bytes: unsignedLong(bytes ?? '') };
	if (counted.packets === undefined || counted.bytes === undefined) {
		draft.refuse(
			'bad-counters',
			'-c needs the number of packets and of bytes.',
			'Write both after it: -c 10 840.',
			at,
			Math.min(draft.next, draft.words.length) - 1
		);
		return;
	}
	draft.counters = { packets: counted.packets, bytes: counted.bytes };
}
