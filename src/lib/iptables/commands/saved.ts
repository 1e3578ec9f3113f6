/**
 * Rules in the exact form of iptables-save, read without the machinery of readCommand: a dump may
 * have a hundred thousand of them. Anything not plainly of that form, or with a complaint, is left
 * to readCommand, which gives the same result for every line that is read here.
 */
import { readAddresses } from '../addresses';
import type {
	Backend,
	Family,
	HeaderMatch,
	Invertible,
	MaskedAddress,
	TableName
} from '../ruleset';
import { CHAIN_NAME_ROOM } from './limits';
import { TailReader, type Tail } from './saved-tail';

export interface SavedRule {
	readonly chain: string;
	readonly header: HeaderMatch;
	readonly tail: Tail;
}

/** After this many rules it is clear whether tails recur. */
const TRIAL = 4000;
const SPACE = 0x20;
const DASH = 0x2d;
const BANG = 0x21;

/** Reads the rules of one table of a dump. */
export class SavedRules {
	readonly #family: Family;
	readonly #reader: TailReader;
	readonly #tails = new Map<string, Tail>();
	/** Tails looked up, and found: if few are found, no more are kept. */
	#asked = 0;
	#found = 0;
	readonly #names = new Map<string, string>();
	#address = 0;
	#bits = 0;

	constructor(family: Family, backend: Backend, table: TableName) {
		this.#family = family;
		this.#reader = new TailReader(family, backend, table);
	}

	/** The rule of a line that begins with `-A`; undefined if it needs readCommand. */
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

	/** One shared string for each name, so that it does not keep whole lines in memory. */
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
		const tail = this.#reader.read(text, chain);
		const worthwhile = this.#asked < TRIAL || this.#found * 2 > this.#asked;
		if (tail && !tail.single && worthwhile) this.#tails.set(text, tail);
		return tail;
	}

	/** The address as iptables-save prints it; undefined for any other form, and for a mask of zero. */
	#readAddress(line: string, from: number, to: number): MaskedAddress | undefined {
		if (this.#family === 'ipv6') {
			const reading = readAddresses('ipv6', line.slice(from, to));
			if (reading.kind !== 'addresses' || reading.addresses.length !== 1) return undefined;
			const [address] = reading.addresses;
			return address?.mask === 0n ? undefined : address;
		}
		if (!this.#plainPrefix(line, from, to)) return undefined;
		const mask = (0xffff_ffff << (32 - this.#bits)) >>> 0;
		return { family: 'ipv4', address: (this.#address & mask) >>> 0, mask };
	}

	/** `a.b.c.d/n`, n from 1 to 32, into two fields, without allocating an object. */
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
}
