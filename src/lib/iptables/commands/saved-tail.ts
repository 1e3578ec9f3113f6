/** The part of a rule after its addresses, in the form of iptables-save. */
import { protocolNumber } from '$lib/net';
import { wordGap } from '../extension';
import { matchExtension, settle, targetExtension } from '../extensions';
import { readUnsigned } from '../number';
import type { Backend, Family, Invertible, Match, OptionUse, TableName, Target } from '../ruleset';
import { constraints } from '../state/constraints';
import { optionIndex, type AnyExtension } from './extension-options';
import { CHAIN_NAME_ROOM, INTERFACE_NAME_ROOM } from './limits';
import { standardTargets } from './standard-targets';
import { TailContext } from './tail-context';
import { TailWords } from './tail-words';

/** Many rules have the same tail, and share it. */
export interface Tail {
	readonly inInterface: Invertible<string> | undefined;
	readonly outInterface: Invertible<string> | undefined;
	readonly protocol: Invertible<number> | undefined;
	readonly fragment: Invertible<true> | undefined;
	readonly matches: readonly Match[];
	readonly target: Target | undefined;
	/** Whether the kernel accepts the rule depends on its place. */
	readonly placed: boolean;
	/** User space looked at more than the tail, so this applies to one rule only. */
	readonly single: boolean;
}

/** Reads the tails of one table; undefined if the rule needs readCommand. */
export class TailReader {
	readonly #context: TailContext;

	constructor(family: Family, backend: Backend, table: TableName) {
		this.#context = new TailContext(family, backend, table);
	}

	/** Reads the tail of a rule of this chain. */
	read(text: string, chain: string): Tail | undefined {
		const words = new TailWords(text);
		const context = this.#context;
		context.tookMore();
		context.chainName = chain;
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

	/** The options of an extension, by their full names; undefined if anything is wrong. */
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
			// Whether an optional argument is there needs a closer look.
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

	/** Whether the kernel accepts it, as far as the tail alone decides. */
	#check(extension: AnyExtension, options: readonly OptionUse[]): 'taken' | 'refused' | 'placed' {
		const context = this.#context;
		const complaint = constraints(extension, options, context, true);
		if (context.tookMore() || extension.hooks !== undefined) return 'placed';
		return complaint ? 'refused' : 'taken';
	}
}
