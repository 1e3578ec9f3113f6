/**
 * One command's words, read as iptables' do_parse reads them: getopt_long with the options of
 * iptables itself and of the extensions loaded so far, in the order of the words.
 * Source: https://git.netfilter.org/iptables/tree/iptables/xshared.c
 */
import { protocolNumber } from '$lib/net';
import { readAddresses } from '../addresses';
import type { Complaint, Option, ReadContext, RuleContext } from '../extension';
import { matchExtension, matchLoadedBy, settle, targetExtension } from '../extensions';
import { readUnsigned } from '../number';
import { tableNames } from '../ruleset';
import type {
	Counters,
	HeaderMatch,
	Hook,
	Invertible,
	MaskedAddress,
	Match,
	OptionUse,
	TableName,
	Target
} from '../ruleset';
import { optionIndex, type AnyExtension } from './extension-options';
import { longOption, longOptions, shortOption, type BaseOption, type LongOption } from './options';
import { standardTargets } from './standard-targets';
import type {
	Action,
	ActionKind,
	CommandContext,
	CommandReading,
	Refusal,
	RuleBody
} from './types';

const INT_MAX = 0x7fff_ffff;
/** XT_EXTENSION_MAXNAMELEN and IFNAMSIZ: room for a name and its closing zero. */
const CHAIN_NAME_ROOM = 29;
const INTERFACE_NAME_ROOM = 16;

const noHooks: ReadonlySet<Hook> = new Set();
const ruleCommands: ReadonlySet<string> = new Set([
	'append',
	'insert',
	'replace',
	'delete',
	'check'
] satisfies ActionKind[]);

/** The options that only make sense beside a rule, by letter, as they are named in messages. */
const ruleOptions = new Map<BaseOption, string>([
	['s', '--source'],
	['d', '--destination'],
	['p', '--protocol'],
	['j', '--jump'],
	['i', '--in-interface'],
	['o', '--out-interface'],
	['f', '--fragments']
]);
const listOptions = new Map<BaseOption, string>([
	['n', '--numeric'],
	['x', '--exact'],
	['0', '--line-numbers']
]);

/** One -m or -j while its command is being read: the uses in the order in which they stand. */
interface ExtensionUse {
	readonly extension: AnyExtension;
	readonly uses: OptionUse[];
	readonly places: { readonly word: number; readonly lastWord: number }[];
	/** The word that named it, for problems that concern it as a whole. */
	readonly word: number;
}

function useOf(extension: AnyExtension, word: number): ExtensionUse {
	return { extension, uses: [], places: [], word };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What getopt finds at a word: an option of iptables, of an extension, or neither. */
type Found =
	| { readonly kind: 'base'; readonly option: LongOption }
	| { readonly kind: 'extension'; readonly use: ExtensionUse; readonly option: Option }
	| { readonly kind: 'none'; readonly ambiguous: readonly string[] };

function isTableName(name: string): name is TableName {
	return tableNames.some((each) => each === name);
}

function isSpace(name: string): boolean {
	return /[ \t\n\v\f\r]/.test(name);
}

class CommandParser {
	readonly #words: readonly string[];
	readonly #context: CommandContext;
	readonly #header: Mutable<HeaderMatch> = {};
	readonly #read: ReadContext;
	/** Letters of the options of iptables that were given, and where. */
	readonly #given = new Map<BaseOption, number>();
	readonly #matches: ExtensionUse[] = [];
	readonly #unread: string[] = [];
	readonly #warnings: Refusal[] = [];
	/** Extensions with options, the one loaded last first: its options are looked at first. */
	readonly #loaded: ExtensionUse[] = [];
	#next: number;
	#refusal: Refusal | undefined;
	#table: TableName = 'filter';
	#kind: ActionKind | undefined;
	#chain = '';
	#hasChain = false;
	#listing = false;
	#chainWord = 0;
	#name = '';
	#position: number | undefined;
	#inverted = false;
	#protocolTried = false;
	#protocolText: string | undefined;
	#target: ExtensionUse | undefined;
	#jump: string | undefined;
	#goto = false;
	#targetWord = 0;
	#source: { readonly text: string; readonly word: number } | undefined;
	#destination: { readonly text: string; readonly word: number } | undefined;
	#counters: Counters | undefined;
	#stop = false;

	constructor(words: readonly string[], from: number, context: CommandContext) {
		this.#words = words;
		this.#next = from;
		this.#context = context;
		if (context.restoring) this.#table = context.restoring;
		this.#read = {
			family: context.family,
			backend: context.backend,
			table: this.#table,
			chain: '',
			header: this.#header,
			...(context.sets && { sets: context.sets })
		};
	}

	run(): CommandReading | Refusal {
		while (!this.#refusal && !this.#stop && this.#next < this.#words.length) this.#step();
		if (!this.#refusal && this.#stop) return this.#result({ kind: 'nothing' });
		const action = this.#refusal ? undefined : this.#finish();
		return this.#refusal ?? this.#result(action ?? { kind: 'nothing' });
	}

	#result(action: Action): CommandReading {
		return {
			table: this.#table,
			action,
			...(this.#counters && { counters: this.#counters }),
			targetWord: this.#targetWord,
			chainWord: this.#chainWord,
			warnings: this.#warnings
		};
	}

	#refuse(code: string, message: string, help: string, word: number, lastWord = word): void {
		this.#refusal ??= { code, message, help, word, lastWord };
	}

	#complain({ code, message, help }: Complaint, word: number, lastWord = word): void {
		this.#refuse(code, message, help, word, lastWord);
	}

	/** A word that the command may take as an argument without a dash (xs_has_arg). */
	#hasArgument(): boolean {
		const word = this.#words[this.#next];
		return word !== undefined && !word.startsWith('-') && !word.startsWith('!');
	}

	#step(): void {
		const at = this.#next++;
		const word = this.#words[at] ?? '';
		if (word.charCodeAt(0) !== 0x2d || word.length === 1) {
			this.#plain(word, at);
			return;
		}
		if (word.charCodeAt(1) !== 0x2d) {
			this.#cluster(word, at);
			return;
		}
		if (word.length === 2) {
			if (this.#next < this.#words.length) {
				this.#refuse(
					'unknown-arguments',
					'Nothing may follow "--".',
					'Remove it and what follows.',
					at,
					this.#words.length - 1
				);
			}
			this.#stop = false;
			return;
		}
		const equals = word.indexOf('=');
		const name = equals < 0 ? word.slice(2) : word.slice(2, equals);
		const glued = equals < 0 ? undefined : word.slice(equals + 1);
		let found = this.#find(name);
		if (found.kind === 'none' && this.#loadProtocol(at)) found = this.#find(name);
		if (found.kind === 'none') {
			this.#unknownOption(`--${name}`, found.ambiguous, at);
			return;
		}
		if (found.kind === 'base') this.#base(found.option, glued, at);
		else this.#extensionOption(found.use, found.option, glued, at);
	}

	#plain(word: string, at: number): void {
		if (word === '!') {
			if (this.#inverted) {
				this.#refuse(
					'double-negation',
					'Two "!" in a row.',
					'Keep one "!" in front of the option, or none.',
					at
				);
			}
			this.#inverted = true;
			return;
		}
		this.#refuse(
			'bad-argument',
			`"${word}" is neither an option nor the argument of one.`,
			word.includes('=') || this.#kind === undefined
				? 'Options begin with a dash.'
				: 'A "!" goes in front of the option that it negates; a value goes right after its option.',
			at
		);
	}

	#unknownOption(name: string, ambiguous: readonly string[], at: number): void {
		if (ambiguous.length > 0) {
			this.#refuse(
				'ambiguous-option',
				`"${name}" could be ${ambiguous.map((each) => `--${each}`).join(' or ')}.`,
				'Write the name out.',
				at
			);
			return;
		}
		const needsProtocol = /^--([sd]ports?|source-ports?|destination-ports?|syn|tcp-flags)$/.test(
			name
		);
		this.#refuse(
			'unknown-option',
			`"${name}" is not an option here.`,
			needsProtocol && !this.#header.protocol
				? 'Put -p tcp or -p udp before it.'
				: 'Load the match or target that has it (-m, -j) before it, or check the spelling.',
			at
		);
	}

	/** Exact names first, the extension loaded last before the others; then abbreviations. */
	#find(name: string): Found {
		const base = longOption(name);
		if (base) return { kind: 'base', option: base };
		for (const use of this.#loaded) {
			const option = optionIndex(use.extension).byName.get(name);
			if (option) return { kind: 'extension', use, option };
		}
		let only: Found | undefined;
		const candidates: string[] = [];
		for (const option of longOptions) {
			if (!option.name.startsWith(name)) continue;
			candidates.push(option.name);
			// Names of one option (--source, --src) don't make an abbreviation ambiguous.
			if (only?.kind === 'base' && only.option.letter === option.letter) continue;
			if (only) return { kind: 'none', ambiguous: candidates };
			only = { kind: 'base', option };
		}
		for (const use of this.#loaded) {
			const index = optionIndex(use.extension);
			for (const long of index.names) {
				const option = long.startsWith(name) ? index.byName.get(long) : undefined;
				if (!option) continue;
				candidates.push(long);
				if (only?.kind === 'extension' && only.option === option) continue;
				if (only) return { kind: 'none', ambiguous: candidates };
				only = { kind: 'extension', use, option };
			}
		}
		return only ?? { kind: 'none', ambiguous: [] };
	}

	/** -p tcp makes the tcp match known when one of its options turns up, once. */
	#loadProtocol(word: number): boolean {
		if (this.#protocolText === undefined || this.#protocolTried) return false;
		this.#protocolTried = true;
		const number = this.#header.protocol?.value;
		const extension =
			number === undefined ? undefined : matchLoadedBy(number, this.#context.family);
		if (!extension) return false;
		const use = useOf(extension, word);
		this.#matches.push(use);
		this.#loaded.unshift(use);
		return true;
	}

	#cluster(word: string, at: number): void {
		for (let place = 1; place < word.length && !this.#refusal && !this.#stop; place++) {
			const letter = word.charAt(place);
			const option = shortOption(letter);
			if (!option) {
				this.#loadProtocol(at);
				this.#unknownOption(`-${letter}`, [], at);
				return;
			}
			if (option.argument === 'none') {
				this.#base(option, undefined, at);
				continue;
			}
			const glued = word.slice(place + 1);
			this.#base(option, glued === '' ? undefined : glued, at);
			return;
		}
	}

	#base(option: LongOption, glued: string | undefined, at: number): void {
		const inverted = this.#inverted;
		this.#inverted = false;
		let argument = glued;
		let argumentWord = at;
		if (option.argument === 'required' && argument === undefined) {
			argument = this.#words[this.#next];
			argumentWord = this.#next++;
			if (argument === undefined) {
				this.#refuse(
					'missing-argument',
					`${this.#words[at] ?? ''} needs an argument.`,
					'Write it after the option.',
					at
				);
				return;
			}
		} else if (option.argument === 'none' && argument !== undefined) {
			this.#refuse(
				'unknown-option',
				`--${option.name} takes no argument.`,
				'Leave out what follows the "=".',
				at
			);
			return;
		}
		this.#option(option.letter, argument, argumentWord, at, inverted);
	}

	#option(
		letter: BaseOption,
		argument: string | undefined,
		word: number,
		at: number,
		inverted: boolean
	): void {
		const text = argument ?? '';
		switch (letter) {
			case 'A':
				this.#command('append', text, word, at, inverted);
				return;
			case 'C':
				this.#command('check', text, word, at, inverted);
				return;
			case 'D':
				this.#command('delete', text, word, at, inverted);
				if (this.#hasArgument() && this.#number()) this.#kind = 'delete-number';
				return;
			case 'R':
				this.#command('replace', text, word, at, inverted);
				if (this.#hasArgument()) this.#number();
				else
					this.#refuse(
						'missing-number',
						'-R needs the number of the rule to replace.',
						'Write it after the chain: -R INPUT 1.',
						at
					);
				return;
			case 'I':
				this.#command('insert', text, word, at, inverted);
				if (this.#hasArgument()) this.#number();
				else this.#position = 1;
				return;
			case 'L':
			case 'S':
				this.#optionalChain(letter === 'L' ? 'list' : 'list-rules', argument, word, at, inverted);
				if (this.#hasArgument()) this.#number();
				return;
			case 'F':
				this.#optionalChain('flush', argument, word, at, inverted);
				return;
			case 'Z':
				this.#optionalChain('zero', argument, word, at, inverted);
				if (this.#hasArgument()) this.#number();
				return;
			case 'X':
				this.#optionalChain('delete-chain', argument, word, at, inverted);
				return;
			case 'N':
				this.#checkChainName(text, word);
				this.#command('new-chain', text, word, at, inverted);
				return;
			case 'E':
				this.#command('rename-chain', text, word, at, inverted);
				if (this.#hasArgument()) {
					this.#name = this.#words[this.#next] ?? '';
					this.#checkChainName(this.#name, this.#next++);
				} else {
					this.#refuse(
						'missing-name',
						'-E needs the old and the new name of the chain.',
						'Write both after it: -E old new.',
						at
					);
				}
				return;
			case 'P':
				this.#command('policy', text, word, at, inverted);
				if (this.#hasArgument()) {
					this.#name = this.#words[this.#next] ?? '';
					this.#targetWord = this.#next++;
				} else {
					this.#refuse(
						'missing-policy',
						'-P needs a chain and a policy.',
						'Write both after it: -P INPUT DROP.',
						at
					);
				}
				return;
			case 'p':
				if (this.#once(letter, at)) this.#protocol(text, word, inverted);
				return;
			case 's':
				if (this.#once(letter, at)) {
					this.#source = { text, word };
					this.#header.source = { value: noAddress, inverted };
				}
				return;
			case 'd':
				if (this.#once(letter, at)) {
					this.#destination = { text, word };
					this.#header.destination = { value: noAddress, inverted };
				}
				return;
			case 'i':
			case 'o':
				this.#interface(letter, text, word, at, inverted);
				return;
			case 'j':
			case 'g':
				this.#notInverted(inverted, letter === 'j' ? '--jump' : '--goto', at);
				if (!this.#given.has('j')) this.#given.set('j', at);
				else
					this.#refuse(
						'repeated-option',
						'A rule has one target.',
						'Keep one -j or -g; write a second rule for the other.',
						at,
						word
					);
				if (!this.#refusal) this.#jumpTo(text, word, letter === 'g');
				return;
			case 'f':
				if (this.#context.family === 'ipv6') {
					this.#refuse('no-fragment-option', '-f is for IPv4.', 'Use -m frag instead.', at);
				} else if (this.#once(letter, at)) {
					this.#header.fragment = { value: true, inverted };
				}
				return;
			case 'm':
				if (inverted) {
					this.#refuse(
						'negated-match',
						'A "!" can\'t stand before -m.',
						'Put it before the option of the match that it negates.',
						at
					);
				}
				if (!this.#refusal) this.#loadMatch(text, word);
				return;
			case 't':
				this.#setTable(text, word, at, inverted);
				return;
			case 'c':
				this.#notInverted(inverted, '--set-counters', at);
				if (this.#once(letter, at)) this.#setCounters(text, at);
				return;
			case 'w':
			case 'W':
				this.#wait(letter, argument, at);
				return;
			case '4':
			case '6': {
				const own = this.#context.family === 'ipv4' ? '4' : '6';
				if (letter === own) return;
				if (this.#context.restoring) this.#stop = true;
				else
					this.#refuse(
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
				this.#notInverted(inverted, listOptions.get(letter) ?? '', at);
				this.#once(letter, at);
				return;
			case 'v':
				this.#notInverted(inverted, '--verbose', at);
				return;
			case 'h':
			case 'V':
				this.#stop = true;
				return;
			case 'M':
			case 'compat':
				return;
		}
	}

	#once(letter: BaseOption, at: number): boolean {
		if (this.#given.has(letter)) {
			const name = ruleOptions.get(letter) ?? listOptions.get(letter) ?? '--set-counters';
			this.#refuse(
				'repeated-option',
				`${name} is given twice.`,
				'A rule takes each of these once; write a second rule for the other.',
				at
			);
			return false;
		}
		this.#given.set(letter, at);
		return true;
	}

	#notInverted(inverted: boolean, name: string, at: number): void {
		if (!inverted) return;
		this.#refuse(
			'negated-option',
			`A "!" can't stand before ${name}.`,
			'Remove the "!".',
			at - 1,
			at
		);
	}

	#command(kind: ActionKind, chain: string, word: number, at: number, inverted: boolean): void {
		if (inverted) this.#notInverted(true, 'a command', at);
		const listing = (each: ActionKind | undefined) => each === 'list' || each === 'list-rules';
		const both =
			(kind === 'zero' && listing(this.#kind)) || (this.#kind === 'zero' && listing(kind));
		if (this.#kind !== undefined && !both) {
			this.#refuse(
				'two-commands',
				'One command at a time: -A, -I, -D and the like exclude each other.',
				'Write two commands.',
				at,
				word
			);
			return;
		}
		if (kind === 'list') this.#listing = true;
		// -L -Z zeroes as well as lists.
		if (!(both && listing(kind))) this.#kind = kind;
		this.#chain = chain;
		this.#hasChain = true;
		this.#chainWord = word;
	}

	#optionalChain(
		kind: ActionKind,
		glued: string | undefined,
		word: number,
		at: number,
		inverted: boolean
	): void {
		const before = { chain: this.#chain, has: this.#hasChain, word: this.#chainWord };
		this.#command(kind, '', at, at, inverted);
		if (glued !== undefined) {
			this.#chain = glued;
			this.#chainWord = word;
		} else if (this.#hasArgument()) {
			this.#chainWord = this.#next;
			this.#chain = this.#words[this.#next++] ?? '';
		} else {
			this.#chain = before.chain;
			this.#hasChain = before.has;
			this.#chainWord = before.word;
		}
	}

	#number(): boolean {
		const text = this.#words[this.#next] ?? '';
		const position = readUnsigned(text, 1, INT_MAX);
		if (position === undefined) {
			this.#refuse(
				'bad-rule-number',
				`"${text}" is not the number of a rule.`,
				'Rules are counted from 1.',
				this.#next
			);
		}
		this.#next++;
		this.#position = position;
		return position !== undefined;
	}

	#checkChainName(name: string, word: number): void {
		if (name.length >= CHAIN_NAME_ROOM) {
			this.#refuse(
				'chain-name-too-long',
				`The name of a chain has at most ${CHAIN_NAME_ROOM - 1} characters; this one has ${name.length}.`,
				'Shorten it.',
				word
			);
		} else if (name.startsWith('-') || name.startsWith('!')) {
			this.#refuse(
				'bad-chain-name',
				`The name of a chain can't begin with "${name.charAt(0)}".`,
				'Choose another name.',
				word
			);
		} else if (standardTargets.has(name) || targetExtension(name, this.#context.family)) {
			this.#refuse(
				'chain-name-is-target',
				`"${name}" is the name of a target, so no chain can have it.`,
				'Choose another name.',
				word
			);
		} else if (isSpace(name)) {
			this.#refuse(
				'bad-chain-name',
				`"${name}" has a space in it, which the name of a chain can't have.`,
				'Choose another name.',
				word
			);
		}
	}

	#protocol(text: string, word: number, inverted: boolean): void {
		const name = text.toLowerCase();
		const number = readUnsigned(name, 0, 255) ?? protocolNumber(name);
		if (number === undefined) {
			this.#refuse(
				'unknown-protocol',
				`"${text}" is not a protocol.`,
				'Use a name of /etc/protocols or a number from 0 to 255.',
				word
			);
			return;
		}
		if (number === 0 && inverted) {
			this.#refuse(
				'never-matches',
				'"! -p all" would never match.',
				'Leave it out, or name a protocol.',
				word
			);
			return;
		}
		this.#protocolText = name;
		if (number !== 0) this.#header.protocol = { value: number, inverted };
	}

	#interface(letter: 'i' | 'o', text: string, word: number, at: number, inverted: boolean): void {
		if (text === '') {
			this.#refuse(
				'empty-interface',
				'The name of the interface is empty.',
				'Name an interface, or leave the option out.',
				at,
				word
			);
			return;
		}
		if (!this.#once(letter, at)) return;
		if (text.length >= INTERFACE_NAME_ROOM) {
			this.#refuse(
				'interface-name-too-long',
				`The name of an interface has at most ${INTERFACE_NAME_ROOM - 1} characters; "${text}" has ${text.length}.`,
				'Shorten it, or use a prefix followed by "+".',
				word
			);
			return;
		}
		if (/[/ ]/.test(text)) {
			this.#warnings.push({
				code: 'odd-interface-name',
				message: `No interface can be called "${text}": "/" and spaces are not allowed in its name.`,
				help: 'Check the name with `ip link`.',
				word,
				lastWord: word
			});
		}
		// "+" alone is every name, which is no condition.
		if (text === '+' && !inverted) return;
		if (letter === 'i') this.#header.inInterface = { value: text, inverted };
		else this.#header.outInterface = { value: text, inverted };
	}

	#jumpTo(name: string, word: number, isGoto: boolean): void {
		this.#targetWord = word;
		if (name === '' || name.length >= CHAIN_NAME_ROOM || isSpace(name)) {
			this.#refuse(
				'bad-target-name',
				name === '' ? 'The target is empty.' : `"${name}" can't be the name of a target or chain.`,
				`Names have 1 to ${CHAIN_NAME_ROOM - 1} characters and no spaces.`,
				word
			);
			return;
		}
		if (!isGoto && name === 'CONTINUE') return;
		this.#jump = name;
		this.#goto = isGoto;
		if (isGoto || standardTargets.has(name)) return;
		const extension = targetExtension(name, this.#context.family);
		if (!extension) return;
		this.#target = useOf(extension, word);
		this.#loaded.unshift(this.#target);
	}

	#loadMatch(name: string, word: number): void {
		const extension = matchExtension(name, this.#context.family);
		if (!extension) {
			this.#refuse(
				'unknown-match',
				`There is no match "${name}" for ${this.#context.family === 'ipv4' ? 'IPv4' : 'IPv6'}.`,
				'Check the spelling; see iptables-extensions(8) for the matches there are.',
				word
			);
			return;
		}
		const use = useOf(extension, word);
		this.#matches.push(use);
		// Of several with one name the last takes the options that follow.
		const earlier = this.#loaded.findIndex((each) => each.extension === extension);
		if (earlier >= 0) this.#loaded[earlier] = use;
		else this.#loaded.unshift(use);
	}

	#setTable(text: string, word: number, at: number, inverted: boolean): void {
		this.#notInverted(inverted, '--table', at);
		if (this.#context.restoring) {
			this.#refuse(
				'table-in-dump',
				"-t can't be used in a dump.",
				`The line that begins with "*" names the table; this one is in ${this.#context.restoring}.`,
				at,
				word
			);
			return;
		}
		if (isTableName(text)) this.#table = text;
		else
			this.#refuse(
				'unknown-table',
				`There is no table "${text}".`,
				`The tables are ${tableNames.join(', ')}.`,
				word
			);
	}

	#setCounters(text: string, at: number): void {
		const comma = text.indexOf(',');
		const packets = comma < 0 ? text : text.slice(0, comma);
		const bytes =
			comma >= 0
				? text.slice(comma + 1)
				: this.#hasArgument()
					? (this.#words[this.#next++] ?? '')
					: undefined;
		const number = (digits: string) => /^\s*\+?([0-9]+)/.exec(digits)?.[1];
		const packetDigits = number(packets);
		const byteDigits = bytes === undefined ? undefined : number(bytes);
		if (packetDigits === undefined || byteDigits === undefined) {
			this.#refuse(
				'bad-counters',
				'-c needs the number of packets and of bytes.',
				'Write both after it: -c 10 840.',
				at,
				Math.min(this.#next, this.#words.length) - 1
			);
			return;
		}
		this.#counters = { packets: BigInt(packetDigits), bytes: BigInt(byteDigits) };
	}

	#wait(letter: 'w' | 'W', glued: string | undefined, at: number): void {
		if (this.#context.restoring) {
			this.#refuse('wait-in-dump', `-${letter} can't be used in a dump.`, 'Remove it.', at);
			return;
		}
		const value = glued ?? (this.#hasArgument() ? this.#words[this.#next++] : undefined);
		if (letter === 'W' ? value === undefined : false) {
			this.#refuse('missing-argument', '-W needs a number.', 'Write it after the option.', at);
		} else if (value !== undefined && !/^\s*[+-]?[0-9]/.test(value)) {
			this.#refuse(
				'bad-wait',
				`"${value}" is not a number of seconds.`,
				'Write a number after -w, or nothing.',
				at,
				this.#next - 1
			);
		}
		if (letter === 'W') this.#given.set('W', at);
		else this.#given.set('w', at);
	}

	#extensionOption(use: ExtensionUse, option: Option, glued: string | undefined, at: number): void {
		const inverted = this.#inverted;
		this.#inverted = false;
		const { words } = option.type;
		let text = '';
		if (words === 0) {
			if (glued !== undefined) {
				this.#unknownOption(this.#words[at] ?? '', [], at);
				return;
			}
		} else if (!option.type.optional || glued !== undefined || this.#hasArgument()) {
			const word = glued ?? this.#words[this.#next++];
			if (word === undefined) {
				this.#refuse(
					'missing-argument',
					`--${option.name} needs an argument: ${option.type.argument}.`,
					'Write it after the option.',
					at
				);
				return;
			}
			text = word;
			if (words === 2) {
				const other = this.#words[this.#next];
				if (other !== undefined && !other.startsWith('!') && !other.startsWith('-')) {
					text += ` ${other}`;
					this.#next++;
				}
			}
		}
		const last = this.#next - 1;
		const reading = option.type.read(text, this.#read);
		if (reading.ok) {
			use.uses.push({ option: option.name, inverted, value: reading.value });
			use.places.push({ word: inverted ? at - 1 : at, lastWord: last });
			return;
		}
		const { complaint } = reading;
		if (this.#context.names === 'unknown' && unresolved.has(complaint.code)) {
			this.#unread.push(this.#words.slice(inverted ? at - 1 : at, last + 1).join(' '));
			this.#warnings.push({ ...complaint, word: at, lastWord: last });
			return;
		}
		this.#complain(complaint, at, last);
	}

	/** What is checked after the last word, in the order in which iptables checks it. */
	#finish(): Action | undefined {
		const last = this.#words.length - 1;
		if (this.#table === 'nat' && (this.#jump === 'DROP' || this.#kindIsPolicyDrop())) {
			this.#refuse(
				'drop-in-nat',
				'DROP is not allowed in the nat table: it is not for filtering.',
				'Drop in the filter table, or in raw or mangle before the translation.',
				this.#targetWord
			);
			return undefined;
		}
		const body = this.#body();
		const kind = this.#kind;
		if (this.#isRefused()) return undefined;
		if (kind === undefined) {
			this.#refuse('no-command', 'There is no command.', 'Begin with -A, -I, -D, -P ...', last);
			return undefined;
		}
		if (this.#inverted) {
			this.#refuse('nothing-negated', 'Nothing follows the "!".', 'Remove it.', last);
			return undefined;
		}
		const rules = this.#expand(body, ruleCommands.has(kind));
		if (this.#isRefused()) return undefined;
		this.#checkOptions(kind);
		if (this.#hasChain && this.#chain.length >= CHAIN_NAME_ROOM) {
			this.#refuse(
				'chain-name-too-long',
				`The name of a chain has at most ${CHAIN_NAME_ROOM - 1} characters.`,
				'Shorten it.',
				this.#chainWord
			);
		}
		if (ruleCommands.has(kind)) this.#checkInterfaces();
		return this.#isRefused() ? undefined : this.#action(kind, rules);
	}

	#isRefused(): boolean {
		return this.#refusal !== undefined;
	}

	#kindIsPolicyDrop(): boolean {
		return this.#kind === 'policy' && this.#name === 'DROP';
	}

	#action(kind: ActionKind, rules: readonly RuleBody[]): Action {
		const chain = this.#chain;
		const position = this.#position ?? 1;
		const where = {
			...(this.#hasChain && { chain }),
			...(this.#position !== undefined && { position: this.#position })
		};
		switch (kind) {
			case 'append':
			case 'delete':
			case 'check':
				return { kind, chain, rules };
			case 'insert':
			case 'replace':
				return { kind, chain, position, rules };
			case 'delete-number':
				return { kind, chain, position };
			case 'list':
			case 'list-rules':
			case 'zero':
				return { kind, ...where };
			case 'flush':
			case 'delete-chain':
				return this.#hasChain ? { kind, chain } : { kind };
			case 'new-chain':
				return { kind, chain };
			case 'rename-chain':
				return { kind, chain, name: this.#name };
			case 'policy':
				return { kind, chain, policy: this.#name };
			case 'nothing':
				return { kind };
		}
	}

	#checkOptions(kind: ActionKind): void {
		const withRule = ruleCommands.has(kind);
		const listing = this.#listing;
		for (const [letter, word] of this.#given) {
			const name = ruleOptions.get(letter);
			const illegal =
				name !== undefined
					? !withRule
					: listOptions.has(letter)
						? !listing
						: letter === 'c' &&
							kind !== 'insert' &&
							kind !== 'replace' &&
							kind !== 'append' &&
							kind !== 'policy';
			if (!illegal) continue;
			this.#refuse(
				'option-not-for-command',
				`${this.#words[word] ?? ''} can't be used with this command.`,
				'Leave it out.',
				word
			);
		}
	}

	/** A packet on its way in has no outgoing interface yet, and the other way round. */
	#checkInterfaces(): void {
		const out = this.#given.get('o');
		if (out !== undefined && (this.#chain === 'PREROUTING' || this.#chain === 'INPUT')) {
			this.#refuse(
				'no-out-interface',
				`A packet in ${this.#chain} has no outgoing interface, so -o can't be used there.`,
				'Use -i for the interface that it came in on.',
				out,
				out + 1
			);
		}
		const inward = this.#given.get('i');
		if (inward !== undefined && (this.#chain === 'POSTROUTING' || this.#chain === 'OUTPUT')) {
			this.#refuse(
				'no-in-interface',
				`A packet in ${this.#chain} has no incoming interface, so -i can't be used there.`,
				'Use -o for the interface that it goes out on.',
				inward,
				inward + 1
			);
		}
	}

	#settle(use: ExtensionUse, rule: RuleContext): readonly OptionUse[] {
		const { options, complaints } = settle(use.extension, use.uses, rule);
		// What could not be read may well have been the option that seems to be missing.
		const first = complaints.find(
			({ code }) => this.#unread.length === 0 || !missingOption.has(code)
		);
		if (first) {
			const place = use.uses.findLastIndex(({ option }) => option === first.option);
			const where = use.places[place] ?? { word: use.word, lastWord: use.word };
			this.#complain(first, where.word, where.lastWord);
		}
		return options;
	}

	#body(): { matches: readonly Match[]; target?: Target } {
		const matches: Match[] = [];
		const rule: RuleContext = {
			...this.#read,
			table: this.#table,
			chain: this.#chain,
			matches,
			hooks: noHooks
		};
		for (const use of this.#matches) {
			matches.push({ extension: use.extension.name, options: this.#settle(use, rule) });
		}
		if (this.#target) {
			const { name } = this.#target.extension;
			const options = this.#settle(this.#target, rule);
			return { matches, target: { kind: 'extension', extension: name, options } };
		}
		if (this.#jump === undefined) return { matches };
		const standard = this.#goto ? undefined : standardTargets.get(this.#jump);
		if (standard) return { matches, target: standard };
		return { matches, target: { kind: this.#goto ? 'goto' : 'jump', chain: this.#jump } };
	}

	/** The addresses of one side; undefined stands for any address. */
	#addresses(side: 'source' | 'destination'): readonly (Invertible<MaskedAddress> | undefined)[] {
		const given = side === 'source' ? this.#source : this.#destination;
		if (!given) return [undefined];
		const inverted = this.#header[side]?.inverted ?? false;
		const reading = readAddresses(this.#context.family, given.text);
		if (reading.kind === 'addresses') {
			return reading.addresses.map((value) =>
				// Mask zero without "!" is no condition.
				!inverted && (value.mask === 0 || value.mask === 0n) ? undefined : { value, inverted }
			);
		}
		const option = side === 'source' ? '-s' : '-d';
		if (reading.kind === 'bad-mask') {
			this.#refuse(
				'bad-mask',
				`"${reading.text}" is not a mask.`,
				this.#context.family === 'ipv4'
					? 'Use a prefix length from 0 to 32, or a dotted mask.'
					: 'Use a prefix length from 0 to 128.',
				given.word
			);
			return [];
		}
		const problem: Refusal = {
			code: 'host-name',
			message: `"${reading.text}" is no ${this.#context.family === 'ipv4' ? 'IPv4' : 'IPv6'} address; iptables would look it up as a host name when it loads the rule.`,
			help: 'Write the address: names in rules are resolved once, and the rules fail to load when that fails.',
			word: given.word,
			lastWord: given.word
		};
		if (this.#context.names === 'refuse') this.#refusal ??= problem;
		else {
			this.#warnings.push(problem);
			this.#unread.push(`${inverted ? '! ' : ''}${option} ${given.text}`);
		}
		return [undefined];
	}

	#expand(
		body: { matches: readonly Match[]; target?: Target },
		isRule: boolean
	): readonly RuleBody[] {
		const sources = this.#addresses('source');
		const destinations = this.#addresses('destination');
		if (this.#refusal || !isRule) return [];
		const negated =
			this.#header.source?.inverted === true || this.#header.destination?.inverted === true;
		if (negated && (sources.length > 1 || destinations.length > 1)) {
			const given = this.#source ?? this.#destination;
			this.#refuse(
				'negated-list',
				'A "!" can\'t stand before a list of addresses.',
				'Write one address, or a chain that returns for each of them.',
				given?.word ?? 0
			);
			return [];
		}
		const { protocol, inInterface, outInterface, fragment } = this.#header;
		const rules: RuleBody[] = [];
		for (const source of sources) {
			for (const destination of destinations) {
				rules.push({
					header: { source, destination, inInterface, outInterface, protocol, fragment },
					matches: body.matches,
					...(body.target && { target: body.target }),
					...(this.#unread.length > 0 && { unread: this.#unread })
				});
			}
		}
		return rules;
	}
}

const noAddress: MaskedAddress = { family: 'ipv4', address: 0, mask: 0 };

/** Complaints about names that another machine may know. */
const missingOption: ReadonlySet<string> = new Set(['no-option', 'option-missing', 'option-needs']);
const unresolved: ReadonlySet<string> = new Set(['unknown-service', 'host-name', 'unknown-name']);

/**
 * Reads the words of one command, from the index `from` on (the word after the program's name).
 * Gives what it asks for, or why iptables refuses it before the kernel is asked.
 */
export function readCommand(
	words: readonly string[],
	from: number,
	context: CommandContext
): CommandReading | Refusal {
	return new CommandParser(words, from, context).run();
}

export function isRefusal(reading: CommandReading | Refusal): reading is Refusal {
	return 'code' in reading;
}
