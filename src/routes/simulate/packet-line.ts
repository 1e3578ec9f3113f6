/**
 * A packet as one line:
 *
 *     tcp 198.51.100.7:50000 > 192.0.2.10:22 SYN in eth0
 *     udp [2001:db8::1]:53 > [2001:db8::2]:4000 out eth0 ttl 1
 *     icmp 198.51.100.7 > 192.0.2.10 echo-request in eth0
 *     icmp 198.51.100.53 > 192.0.2.10 3/3 in eth0 quote 1
 *     reply SYN,ACK
 *
 * What is left out, or written `*`, is open: any address, any port, any interface.
 */
import {
	parseIpv4,
	parseIpv6,
	protocolName,
	protocolNumber,
	servicePort,
	type Family,
	type Parsed,
	type Problem
} from '$lib/net';
import {
	hasPorts,
	isIcmp,
	PROTOCOL,
	TCP_FLAG,
	type AddressNumber,
	type OpenField,
	type Packet
} from '$lib/netfilter';
import { writeAddress } from './packet-fields';

type Draft = { -readonly [K in keyof Packet]: Packet[K] } & { open: OpenField[] };

const icmpNames: Readonly<Record<string, readonly [number, number]>> = {
	'echo-request': [8, 0],
	'echo-reply': [0, 0]
};
const icmp6Names: Readonly<Record<string, readonly [number, number]>> = {
	'echo-request': [128, 0],
	'echo-reply': [129, 0]
};
const numbers = ['ttl', 'tos', 'mark', 'length', 'uid', 'gid'] as const;

function address(text: string): { family: Family; value: AddressNumber } | undefined {
	const v4 = parseIpv4(text);
	if (v4 !== undefined) return { family: 'ipv4', value: v4 };
	const v6 = parseIpv6(text.replace(/^\[|\]$/g, ''));
	return v6 === undefined ? undefined : { family: 'ipv6', value: v6 };
}

function endpoint(text: string): { host: string; port: string } {
	const found = /^(\[[^\]]*\]|[^:]*|[^:]*:[^:]*:.*?)(?::([^:\]]*))?$/.exec(text);
	if ((text.match(/:/g) ?? []).length > 1 && !text.startsWith('[')) return { host: text, port: '' };
	return { host: found?.[1] ?? text, port: found?.[2] ?? '' };
}

export function readPacketLine(text: string, family: Family): Parsed<Packet> {
	const problems: Problem[] = [];
	const draft: Draft = { family, direction: 'in', open: [] };
	const complain = (message: string, help: string) =>
		problems.push({
			code: 'packet-line',
			severity: 'error',
			message,
			help,
			span: { line: 1, column: 1, endColumn: text.length + 1 }
		});
	const words = text.trim().split(/\s+/);
	let at = 0;
	const next = () => words[at++];
	const first = next() ?? '';
	if (first === 'reply') {
		draft.replyTo = -1;
	} else {
		const number =
			first === '*'
				? undefined
				: (protocolNumber(first) ??
					(/^\d+$/.test(first) ? Number(first) : first === 'icmpv6' ? 58 : NaN));
		if (Number.isNaN(number))
			complain(
				`There is no protocol ${first === '' ? '' : `“${first}”`}.`,
				'Begin with tcp, udp, icmp, icmpv6, sctp, a number, or * for any.'
			);
		else if (number === undefined) draft.open.push('protocol');
		else draft.protocol = number;
		const arrow = words.indexOf('>');
		if (arrow < 0)
			complain(
				'There is no > between source and destination.',
				'As in: tcp 198.51.100.7:50000 > 192.0.2.10:22 SYN in eth0.'
			);
		for (const side of ['src', 'dst'] as const) {
			const word = side === 'src' ? (arrow === 1 ? '*' : words[1]) : words[arrow + 1];
			const { host, port } = endpoint(word ?? '*');
			if (host === '*' || host === '') draft.open.push(side);
			else {
				const read = address(host);
				if (!read)
					complain(`“${host}” is no address.`, 'Write an IPv4 or IPv6 address, or * for any.');
				else {
					draft[side] = read.value;
					draft.family = read.family;
				}
			}
			const ported = draft.protocol !== undefined && hasPorts(draft.protocol);
			const field = side === 'src' ? 'sport' : 'dport';
			if (!ported) continue;
			const value = /^\d+$/.test(port) ? Number(port) : servicePort(port);
			if (port === '' || port === '*') draft.open.push(field);
			else if (value === undefined || value > 65535)
				complain(
					`“${port}” is no port.`,
					'Write a number from 0 to 65535, a service name, or * for any.'
				);
			else draft[field] = value;
		}
		at = Math.max(at, arrow + 2);
	}
	for (let word = next(); word !== undefined; word = next()) {
		const upper = word.toUpperCase();
		const known = Object.entries(TCP_FLAG);
		if (
			upper.split(',').every((flag) => flag === 'NONE' || known.some(([name]) => name === flag))
		) {
			draft.tcpFlags = known.reduce(
				(bits, [name, bit]) => (upper.split(',').includes(name) ? bits | bit : bits),
				0
			);
		} else if (word === 'in' || word === 'out') {
			draft.direction = word;
			const name = words[at];
			if (name !== undefined && name !== '*' && !numbers.some((one) => one === name)) {
				draft[word] = name;
				at++;
			} else if (name === '*') {
				at++;
				if (word === 'in') draft.open.push('in');
			}
		} else if (word === 'flags' && words[at] === '*') {
			at++;
			draft.open.push('tcpFlags');
		} else if (word === 'quote') {
			draft.quote = { packet: Number(next()) - 1 };
		} else if (word === 'type' && words[at] === '*') {
			at++;
			draft.open.push('icmpType', 'icmpCode');
		} else {
			const name = numbers.find((one) => one === word);
			const message = (draft.family === 'ipv6' ? icmp6Names : icmpNames)[word];
			const pair = /^(\d+)(?:\/(\d+))?$/.exec(word);
			if (name) {
				const value = Number(next());
				if (Number.isNaN(value)) complain(`${name} needs a number.`, '');
				else draft[name] = value;
			} else if (message) [draft.icmpType, draft.icmpCode] = message;
			else if (pair && isIcmp(draft.protocol ?? 0)) {
				draft.icmpType = Number(pair[1]);
				draft.icmpCode = Number(pair[2] ?? 0);
			} else
				complain(
					`“${word}” is not understood.`,
					'After the addresses stand flags (SYN,ACK), in or out with an interface, and ttl, tos, mark, length, uid or gid with a number.'
				);
		}
	}
	if (
		draft.replyTo === undefined &&
		draft.direction === 'in' &&
		draft.in === undefined &&
		!draft.open.includes('in')
	)
		draft.open.push('in');
	return { value: draft, problems };
}

export function printPacketLine(packet: Packet): string {
	const { protocol, family } = packet;
	const open = (field: OpenField) => packet.open?.includes(field) ?? false;
	const end = (value: AddressNumber | undefined, port: number | undefined) => {
		const host = value === undefined ? '*' : writeAddress(value);
		if (protocol === undefined || !hasPorts(protocol)) return host;
		return `${host.includes(':') ? `[${host}]` : host}:${port === undefined ? '*' : String(port)}`;
	};
	const words: string[] = [];
	if (packet.replyTo !== undefined) words.push('reply');
	else {
		words.push(
			open('protocol')
				? '*'
				: protocol === 58
					? 'icmpv6'
					: (protocolName(protocol ?? 6) ?? String(protocol))
		);
		words.push(end(packet.src, packet.sport), '>', end(packet.dst, packet.dport));
	}
	if (open('tcpFlags')) words.push('flags', '*');
	else if (protocol === PROTOCOL.tcp || packet.tcpFlags !== undefined) {
		const bits = packet.tcpFlags ?? TCP_FLAG.SYN;
		words.push(
			Object.entries(TCP_FLAG)
				.flatMap(([name, bit]) => (bits & bit ? [name] : []))
				.join(',') || 'NONE'
		);
	}
	if (protocol !== undefined && isIcmp(protocol)) {
		if (open('icmpType')) words.push('type', '*');
		else {
			const type = packet.icmpType ?? (family === 'ipv4' ? 8 : 128);
			words.push(`${String(type)}/${String(packet.icmpCode ?? 0)}`);
		}
	}
	if (packet.replyTo === undefined) {
		words.push(packet.direction);
		const name = packet.direction === 'in' ? packet.in : packet.out;
		if (name !== undefined) words.push(name);
		else if (packet.direction === 'in') words.push('*');
	}
	if (packet.quote && 'packet' in packet.quote)
		words.push('quote', String(packet.quote.packet + 1));
	for (const name of numbers)
		if (packet[name] !== undefined) words.push(name, String(packet[name]));
	return words.join(' ');
}
