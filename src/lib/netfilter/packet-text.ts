/**
 * A packet as one line, as people write it:
 *
 *     tcp 198.51.100.7:50000 > 192.0.2.10:22 SYN in eth0
 *     udp 0.0.0.0:68 > 255.255.255.255:67 out eth0
 *     icmp 198.51.100.7 > 192.0.2.10 echo-request ttl 1 in eth0
 *     tcp [2001:db8::7]:50000 > [2001:db8::10]:22 in
 *     reply 1 SYN+ACK in eth0
 *     tcp 198.51.100.7 > 192.0.2.10:22 flags * in eth0
 *     tcp 198.51.100.7 > 192.0.2.10:22 ACK state ESTABLISHED in eth0
 *
 * Addresses, ports, protocol and interface are open if omitted or written `*`. Anything else that
 * is omitted has its customary value. `state` is the state that conntrack gives a packet whose
 * history is not described.
 */
import {
	protocolNumber,
	servicePort,
	spanOf,
	type Family,
	type Parsed,
	type Problem
} from '../net';
import { icmpNames } from './icmp-names';
import { PROTOCOL, hasPorts, type OpenField, type Packet } from './packet';
import {
	isNumberWord,
	isValueWord,
	readNumber,
	readValue,
	type NumberWord,
	type ValueWord
} from './packet-values';
import { readEnd, readFlags } from './packet-words';

interface Word {
	readonly text: string;
	readonly at: number;
}

type Draft = { -readonly [K in keyof Packet]?: Packet[K] };

class Reader {
	readonly #words: readonly Word[];
	readonly #line: number;
	readonly problems: Problem[] = [];
	readonly draft: Draft = {};
	readonly open = new Set<OpenField>();
	#next = 0;
	#family: Family | undefined;
	#directed = false;

	constructor(text: string, line: number) {
		this.#words = [...text.matchAll(/\S+/g)].map((found) => ({
			text: found[0],
			at: found.index
		}));
		this.#line = line;
	}

	#complain(word: Word | undefined, code: string, message: string, help: string): void {
		const last = this.#words.at(-1);
		const at = word ?? { text: '', at: last ? last.at + last.text.length : 0 };
		const span = spanOf(this.#line, at.at, at.text.length);
		this.problems.push({ code, severity: 'error', message, help, span });
	}

	#take(): Word | undefined {
		return this.#words[this.#next++];
	}

	#port(end: 'sport' | 'dport', port: string | undefined, word: Word): void {
		if (port === undefined || port === '*' || port === '') {
			this.open.add(end);
			return;
		}
		const number = /^\d+$/.test(port) ? Number(port) : servicePort(port);
		if (number === undefined || number > 65535)
			this.#complain(word, 'bad-port', `“${port}” is not a port.`, 'Write a number up to 65535.');
		else this.draft[end] = number;
	}

	#ends(): void {
		const arrow = this.#words.findIndex(({ text }) => text === '>' || text === '->');
		if (arrow < 0) return;
		const from = this.#words[arrow - 1];
		const to = this.#words[arrow + 1];
		for (const [word, address, port] of [
			[from, 'src', 'sport'],
			[to, 'dst', 'dport']
		] as const) {
			if (!word) {
				this.#complain(
					word,
					'no-address',
					'An address is missing beside the “>”.',
					'Write “*” for any.'
				);
				continue;
			}
			const end = readEnd(word.text);
			if (!end) {
				this.#complain(
					word,
					'bad-address',
					`“${word.text}” is not an address.`,
					'Write 192.0.2.1:22, [2001:db8::1]:22, or “*” for any.'
				);
				continue;
			}
			if (end.family && this.#family && end.family !== this.#family)
				this.#complain(word, 'mixed-families', 'One address is IPv4, the other IPv6.', '');
			this.#family ??= end.family;
			if (end.address === undefined) this.open.add(address);
			else this.draft[address] = end.address;
			this.#port(port, end.port, word);
		}
	}

	read(family: Family): Packet | undefined {
		this.#ends();
		const arrow = this.#words.findIndex(({ text }) => text === '>' || text === '->');
		for (let word = this.#take(); word; word = this.#take()) {
			const at = this.#next - 1;
			if (arrow >= 0 && (at === arrow || at === arrow - 1 || at === arrow + 1)) continue;
			this.#word(word);
		}
		if (this.problems.length > 0) return undefined;
		const { draft, open } = this;
		if (arrow < 0 && draft.replyTo === undefined) {
			open.add('src').add('dst').add('sport').add('dport');
		}
		if (draft.protocol === undefined && draft.replyTo === undefined) open.add('protocol');
		const direction = draft.direction ?? 'in';
		if (direction === 'in' && draft.in === undefined) open.add('in');
		const { protocol } = draft;
		if (protocol !== undefined && !hasPorts(protocol)) open.delete('sport');
		if (protocol !== undefined && !hasPorts(protocol)) open.delete('dport');
		if (protocol !== undefined && protocol !== PROTOCOL.tcp) open.delete('tcpFlags');
		const packet: Packet = {
			...draft,
			family: this.#family ?? (protocol === PROTOCOL.icmpv6 ? 'ipv6' : family),
			direction
		};
		return open.size > 0 ? { ...packet, open: [...open] } : packet;
	}

	#word(word: Word): void {
		const text = word.text.toLowerCase();
		const { draft } = this;
		if (text === 'in' || text === 'out') {
			this.#interface(text);
			return;
		}
		if (text === 'reply') {
			const number = this.#take();
			const index = Number(number?.text.replace(/^to$/, '') ?? NaN);
			if (!Number.isInteger(index) || index < 1)
				this.#complain(
					number,
					'bad-reply',
					'“reply” needs the number of a packet.',
					'Write “reply 1”.'
				);
			else draft.replyTo = index - 1;
			return;
		}
		if (isValueWord(text)) {
			this.#valueOf(text, word);
			return;
		}
		if (text === 'bad-checksum') {
			draft.badChecksum = true;
			return;
		}
		if (text === 'broadcast' || text === 'multicast' || text === 'otherhost') {
			draft.packetType = text;
			return;
		}
		// `ACK` is a flag unless a number follows: then that is the acknowledgement number.
		const flags = readFlags(text);
		const numbered = flags === undefined || /^(\d+|\*)$/.test(this.#words[this.#next]?.text ?? '');
		if (isNumberWord(text) && numbered) {
			this.#valueOf(text, word);
			return;
		}
		if (flags !== undefined && draft.tcpFlags === undefined) {
			draft.tcpFlags = flags;
			return;
		}
		const wanted = draft.protocol === PROTOCOL.icmpv6 || this.#family === 'ipv6' ? 'ipv6' : 'ipv4';
		const icmp =
			icmpNames.find(({ name, family }) => name === text && family === wanted) ??
			icmpNames.find(({ name }) => name === text);
		if (icmp) {
			draft.icmpType = icmp.type;
			if (icmp.code !== undefined) draft.icmpCode = icmp.code;
			if (draft.protocol === undefined)
				draft.protocol = icmp.family === 'ipv4' ? PROTOCOL.icmp : PROTOCOL.icmpv6;
			return;
		}
		if (draft.protocol === undefined && !this.open.has('protocol')) {
			if (text === 'ip' || text === 'any' || text === '*') {
				this.open.add('protocol');
				return;
			}
			const number = /^\d+$/.test(text) ? Number(text) : protocolNumber(text);
			if (number !== undefined && number <= 255) {
				draft.protocol = number;
				return;
			}
		}
		this.#complain(
			word,
			'unknown-word',
			`“${word.text}” has no meaning here.`,
			'Write for example: tcp 198.51.100.7:50000 > 192.0.2.10:22 SYN in eth0'
		);
	}

	#interface(direction: 'in' | 'out'): void {
		const { draft } = this;
		if (this.#directed) {
			this.#complain(
				this.#words[this.#next - 1],
				'two-directions',
				'A packet either comes in or is sent.',
				'Keep one of “in” and “out”.'
			);
			return;
		}
		this.#directed = true;
		draft.direction = direction;
		const name = this.#words[this.#next];
		if (!name || isNumberWord(name.text) || isValueWord(name.text)) return;
		if (readFlags(name.text) !== undefined) return;
		this.#next++;
		if (name.text !== '*') draft[direction] = name.text;
	}

	/** Takes the value that belongs to a word. */
	#valueOf(name: ValueWord | NumberWord, at: Word): void {
		const value = this.#take();
		const text = value?.text ?? '';
		const said = isNumberWord(name) ? readNumber(name, text) : readValue(name, text);
		if ('code' in said) {
			this.#complain(value ?? at, said.code, said.message, said.help);
			return;
		}
		Object.assign(this.draft, said.fields);
		if (said.open !== undefined) this.open.add(said.open);
	}
}

/** Reads one line; `family` is that of a packet whose addresses are all open. */
export function readPacket(
	text: string,
	family: Family = 'ipv4',
	line = 1
): Parsed<Packet | undefined> {
	const reader = new Reader(text, line);
	const value = reader.read(family);
	return { value, problems: reader.problems };
}
