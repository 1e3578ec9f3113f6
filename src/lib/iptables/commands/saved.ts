/**
 * Rules in the very form of iptables-save, read without the machinery of readCommand: a dump has a
 * hundred thousand of them. Whatever is not plainly of that form, or draws a complaint, is left to
 * readCommand, which says the same of every line that is read here.
 */
import { protocolNumber } from '$lib/net';
import { readAddresses } from '../addresses';
import { matchExtension, settle, targetExtension } from '../extensions';
import type {
	Backend,
	Family,
	HeaderMatch,
	Invertible,
	MaskedAddress,
	Match,
	OptionUse,
	TableName,
	Target
} from '../ruleset';
import { wordGap } from '../extension';
import { constraints } from '../state/constraints';
import { optionIndex, type AnyExtension } from './extension-options';
import { CHAIN_NAME_ROOM, INTERFACE_NAME_ROOM } from './limits';
import { readUnsigned } from '../number';
import { standardTargets } from './standard-targets';
import { TailContext } from './tail-context';
import { TailWords } from './tail-words';

/** What stands behind the addresses: the same for many rules, and shared by them. */
interface Tail {
	readonly inInterface: Invertible<string> | undefined;
	readonly outInterface: Invertible<string> | undefined;
	readonly protocol: Invertible<number> | undefined;
	readonly fragment: Invertible<true> | undefined;
	readonly matches: readonly Match[];
	readonly target: Target | undefined;
	/** Whether the kernel takes the rule depends on where it stands. */
	readonly placed: boolean;
	/** User space looked at more than the tail, so it holds for this rule only. */
	readonly single: boolean;
}

export interface SavedRule {
	readonly chain: string;
	readonly header: HeaderMatch;
	readonly tail: Tail;
}

/** After so many rules it shows whether tails come again. */
const TRIAL = 4000;
const SPACE = 0x20;
const DASH = 0x2d;
const BANG = 0x21;

/** Reads the rules of one table of a dump. */
export class SavedRules {
	readonly #context: TailContext;
	readonly #tails = new Map<string, Tail>();
	/** Tails looked up, and found: where few are, no more are kept. */
	#asked = 0;
	#found = 0;
	readonly #names = new Map<string, string>();
	#address = 0;
	#bits = 0;

	constructor(family: Family, backend: Backend, table: TableName) {
		this.#context = new TailContext(family, backend, table);
	}

	/** The rule of a line that begins with `-A`; undefined when readCommand must see it. */
	read(line: string): SavedRule | undefined {
		if (!line.startsWith('-A ')) return undefined;
		let end = line.indexOf(' ', 3);
		if (end < 0) end = line.length;
		const chain = this.#name(line.slice(3, end));
		if (chain === '' || chain.length >= CHAIN_NAME_ROOM) return undefined;
		let at = end + 1;
		let source: Invertible<MaskedAddress> | undefined;
		let destination: Invertible<MaskedAddress> | undefined;
		for (;;) {
			const inverted = line.charCodeAt(at) === BANG;
			const option = inverted ? at + 2 : at;
			if (line.charCodeAt(option) !== DASH || line.charCodeAt(option + 2) !== SPACE) break;
			const letter = line.charCodeAt(option + 1);
			const isSource = letter === 0x73;
			if (!isSource && letter !== 0x64) break;
			if ((isSource ? source : destination) !== undefined) return undefined;
			const from = option + 3;
			let to = line.indexOf(' ', from);
			if (to < 0) to = line.length;
			const value = this.#readAddress(line, from, to);
			if (!value) return undefined;
			if (isSource) source = { value, inverted };
			else destination = { value, inverted };
			at = to + 1;
		}
		const text = at > line.length ? '' : line.slice(at);
		const tail = this.#tail(text, chain);
		if (!tail) return undefined;
		const { inInterface, outInterface, protocol, fragment } = tail;
		if (inInterface && (chain === 'OUTPUT' || chain === 'POSTROUTING')) return undefined;
		if (outInterface && (chain === 'INPUT' || chain === 'PREROUTING')) return undefined;
		const header = { source, destination, inInterface, outInterface, protocol, fragment };
		return { chain, header, tail };
	}

	/** One string for each name, so that the lines are not held by it. */
	#name(text: string): string {
		const known = this.#names.get(text);
		if (known === undefined) this.#names.set(text, text);
		return known ?? text;
	}

	#tail(text: string, chain: string): Tail | undefined {
		const known = this.#tails.get(text);
		this.#asked++;
		if (known) {
			this.#found++;
			return known;
		}
		const context = this.#context;
		context.tookMore();
		context.chainName = chain;
		const tail = this.#readTail(text);
		const worthwhile = this.#asked < TRIAL || this.#found * 2 > this.#asked;
		if (tail && !tail.single && worthwhile) this.#tails.set(text, tail);
		return tail;
	}

	/** The address as iptables-save prints it; undefined for any other form, and for a mask of zero. */
	#readAddress(line: string, from: number, to: number): MaskedAddress | undefined {
		if (this.#context.family === 'ipv6') {
			const reading = readAddresses('ipv6', line.slice(from, to));
			if (reading.kind !== 'addresses' || reading.addresses.length !== 1) return undefined;
			const [address] = reading.addresses;
			return address?.mask === 0n ? undefined : address;
		}
		if (!this.#plainPrefix(line, from, to)) return undefined;
		const mask = (0xffff_ffff << (32 - this.#bits)) >>> 0;
		return { family: 'ipv4', address: (this.#address & mask) >>> 0, mask };
	}

	/** `a.b.c.d/n`, n from 1 to 32, into two fields: no object is made for it. */
	#plainPrefix(line: string, from: number, to: number): boolean {
		let value = 0;
		let octet = -1;
		let dots = 0;
		let at = from;
		for (; at < to; at++) {
			const code = line.charCodeAt(at);
			if (code >= 0x30 && code <= 0x39) {
				if (octet === 0) return false;
				octet = (octet < 0 ? 0 : octet * 10) + code - 0x30;
				if (octet > 255) return false;
			} else if (code === 0x2e && octet >= 0 && dots < 3) {
				dots++;
				value = value * 256 + octet;
				octet = -1;
			} else break;
		}
		if (dots !== 3 || octet < 0) return false;
		this.#address = value * 256 + octet;
		this.#bits = 32;
		if (at === to) return true;
		if (line.charCodeAt(at) !== 0x2f) return false;
		const length = to - at - 1;
		const first = line.charCodeAt(at + 1) - 0x30;
		if (length < 1 || length > 2 || first < 1 || first > 9) return false;
		const second = length === 2 ? line.charCodeAt(at + 2) - 0x30 : 0;
		if (second < 0 || second > 9) return false;
		this.#bits = length === 2 ? first * 10 + second : first;
		return this.#bits <= 32;
	}

	#readTail(text: string): Tail | undefined {
		const words = new TailWords(text);
		const context = this.#context;
		context.protocol = undefined;
		let inInterface: Invertible<string> | undefined;
		let outInterface: Invertible<string> | undefined;
		let fragment: Invertible<true> | undefined;
		const matches: Match[] = [];
		let placed = false;
		let single = false;
		for (let word = words.next(); word !== undefined; word = words.next()) {
			const inverted = word === '!';
			if (inverted) word = words.next();
			if (word === '-m' && !inverted) {
				const extension = matchExtension(words.next() ?? '', context.family);
				const options = extension && this.#uses(extension, words);
				if (!options || extension.vanishes?.(options, context)) return undefined;
				single ||= context.tookMore();
				const state = this.#check(extension, options);
				if (state === 'refused') return undefined;
				if (state === 'placed') placed = true;
				matches.push({ extension: extension.name, options });
				continue;
			}
			if ((word === '-j' || word === '-g') && !inverted) {
				const name = words.next() ?? '';
				const target = this.#target(name, word === '-g', words);
				if (!target || words.next() !== undefined || words.open) return undefined;
				single ||= context.tookMore();
				if (target.kind === 'extension') {
					const extension = targetExtension(target.extension, context.family);
					const state = extension && this.#check(extension, target.options);
					if (state === undefined || state === 'refused') return undefined;
					if (state === 'placed') placed = true;
				}
				const { protocol } = context;
				return { inInterface, outInterface, protocol, fragment, matches, target, placed, single };
			}
			// -i, -o, -p and -f come before matches and target.
			if (matches.length > 0) return undefined;
			if (word === '-f' && context.family === 'ipv4' && !fragment) {
				fragment = { value: true, inverted };
				continue;
			}
			const value = words.next();
			if (value === undefined || value === '' || value.length >= INTERFACE_NAME_ROOM)
				return undefined;
			if (word === '-i' && !inInterface && value !== '+' && !value.includes('/')) {
				inInterface = { value, inverted };
			} else if (word === '-o' && !outInterface && value !== '+' && !value.includes('/')) {
				outInterface = { value, inverted };
			} else if (word === '-p' && !context.protocol) {
				const number = protocolNumber(value) ?? readUnsigned(value, 0, 255);
				if (number === undefined || number === 0) return undefined;
				context.protocol = { value: number, inverted };
			} else return undefined;
		}
		if (words.open) return undefined;
		const { protocol } = context;
		return {
			inInterface,
			outInterface,
			protocol,
			fragment,
			matches,
			target: undefined,
			placed,
			single
		};
	}

	#target(name: string, isGoto: boolean, words: TailWords): Target | undefined {
		if (name === '' || name === 'CONTINUE' || name.length >= CHAIN_NAME_ROOM) return undefined;
		if (isGoto) return { kind: 'goto', chain: name };
		const standard = standardTargets.get(name);
		if (standard) {
			const { table, backend } = this.#context;
			const taken =
				!(name === 'DROP' && table === 'nat') && !(name === 'QUEUE' && backend === 'nft');
			return taken ? standard : undefined;
		}
		const extension = targetExtension(name, this.#context.family);
		if (!extension) return { kind: 'jump', chain: name };
		const options = this.#uses(extension, words);
		return options && { kind: 'extension', extension: extension.name, options };
	}

	/** The options of an extension, by their full names; undefined when something is amiss. */
	#uses(extension: AnyExtension, words: TailWords): readonly OptionUse[] | undefined {
		const { byName } = optionIndex(extension);
		const uses: OptionUse[] = [];
		for (;;) {
			const start = words.mark();
			let word = words.next();
			const inverted = word === '!';
			if (inverted) word = words.next();
			if (word === undefined && !inverted) break;
			const option = word?.startsWith('--') ? byName.get(word.slice(2)) : undefined;
			if (!option) {
				words.reset(start);
				break;
			}
			// Whether an argument that may be left out is there takes a closer look.
			if (option.type.optional) return undefined;
			let value = '';
			if (option.type.words > 0) {
				const first = words.next();
				if (first === undefined) return undefined;
				value = first;
			}
			if (option.type.words === 2) {
				const second = words.next();
				if (second === undefined || second.startsWith('-') || second.startsWith('!'))
					return undefined;
				value += wordGap + second;
			}
			const reading = option.type.read(value, this.#context);
			if (!reading.ok) return undefined;
			uses.push({ option: option.name, inverted, value: reading.value });
		}
		const { options, complaints } = settle(extension, uses, this.#context);
		return complaints.length > 0 ? undefined : options;
	}

	/** What the kernel says of it, as far as the tail tells. */
	#check(extension: AnyExtension, options: readonly OptionUse[]): 'taken' | 'refused' | 'placed' {
		const context = this.#context;
		const complaint = constraints(extension, options, context, true);
		if (context.tookMore() || extension.hooks !== undefined) return 'placed';
		return complaint ? 'refused' : 'taken';
	}
}
