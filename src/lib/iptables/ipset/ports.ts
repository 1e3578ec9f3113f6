/** `[protocol:]port[-port]`. Source: ipset_parse_proto_port,
 * https://git.netfilter.org/ipset/tree/lib/parse.c */
import { listedProtocolName, protocolNumber, servicePort } from '../../net';
import type { Family } from '../ruleset';
import { icmpByName } from './icmp-names';
import { readNumber } from './numbers';
import { hasPorts, ICMP, ICMPV6, TCP, UDP } from './protocols';
import { isRefusal, refusal, type SetRefusal } from './refusal';
import { bare, endsOf, partedBy } from './separators';

export interface WrittenPort {
	readonly protocol: number;
	readonly port: number;
	readonly to?: number;
}

const highest = 65_535;

/** A port by number or service name. */
function readPort(text: string, protocol: string): number | SetRefusal {
	const number = readNumber(text, 0, highest);
	if (typeof number === 'number') return number;
	const services = ['tcp', 'udp', 'sctp', 'dccp'] as const;
	const listed = services.find((each) => each === protocol);
	const port = listed && servicePort(bare(text), listed);
	return (
		port ??
		refusal(
			'set-port',
			`“${text}” is not a port of ${protocol}.`,
			`Write a number from 0 to ${highest}, or the name of a service.`
		)
	);
}

/** A port, or the ends of a range. `name`: the protocol under which services are listed. */
export function readPorts(
	text: string,
	name: string
): { readonly port: number; readonly to?: number } | SetRefusal {
	const [first = '', last] = endsOf(text) ?? [text];
	const to = last === undefined ? undefined : readPort(last, name);
	if (typeof to === 'object') return to;
	const port = readPort(first, name);
	if (typeof port === 'object') return port;
	return to === undefined ? { port } : { port, to };
}

function readProtocol(text: string): number | SetRefusal {
	const number = readNumber(text, 0, 255);
	if (typeof number === 'number') return number;
	const found = protocolNumber(text.toLowerCase() === 'icmpv6' ? 'ipv6-icmp' : text);
	if (found) return found;
	return refusal(
		'set-protocol',
		`“${text}” is not a protocol that an element can have.`,
		'Write its number, or its name in /etc/protocols.'
	);
}

function readIcmp(text: string, protocol: number): number | SetRefusal {
	const named = icmpByName(protocol, text);
	if (named !== undefined) return named;
	const [first, second] = partedBy(text, '/');
	const type = readNumber(first, 0, 255);
	const code = readNumber(second ?? '', 0, 255);
	if (typeof type === 'number' && typeof code === 'number') return (type << 8) | code;
	return refusal(
		'set-icmp',
		`“${text}” is not a type of ${protocol === ICMP ? 'ICMP' : 'ICMPv6'}.`,
		'Write type/code in numbers, or a name such as echo-request.'
	);
}

/** The port of an element; without a protocol, TCP. `family` is that of the set. */
export function readProtocolPort(
	text: string,
	family: Family | undefined
): WrittenPort | SetRefusal {
	const [first, second] = partedBy(text, ':');
	const name = second === undefined ? 'tcp' : first;
	const rest = second ?? first;
	const protocol = second === undefined ? TCP : readProtocol(first);
	if (typeof protocol === 'object') return protocol;
	if (hasPorts(protocol)) {
		const listed = /^[\d+-]/.test(name) ? (listedProtocolName(protocol) ?? name) : name;
		const ports = readPorts(rest, listed);
		return isRefusal(ports) ? ports : { protocol, ...ports };
	}
	if (protocol === ICMP || protocol === ICMPV6) {
		if (family !== (protocol === ICMP ? 'ipv4' : 'ipv6'))
			return refusal(
				'set-icmp-family',
				`${protocol === ICMP ? 'ICMP' : 'ICMPv6'} is not of the set’s family.`,
				`Write ${protocol === ICMP ? 'icmpv6' : 'icmp'} in its place.`
			);
		const port = readIcmp(rest, protocol);
		return typeof port === 'object' ? port : { protocol, port };
	}
	if (rest !== '0')
		return refusal(
			'set-no-ports',
			`The protocol ${first} has no ports.`,
			`Write ${first}:0 for all of it.`
		);
	return { protocol, port: 0 };
}

/** The port of bitmap:port, which holds ports of TCP and UDP alike. */
export function readAnyPort(text: string): WrittenPort | SetRefusal {
	const read = readProtocolPort(text, undefined);
	if (isRefusal(read)) return read;
	const { protocol, ...ports } = read;
	if (protocol === TCP || protocol === UDP) return { protocol: 0, ...ports };
	return refusal(
		'set-protocol',
		'Sets of type bitmap:port hold ports of TCP and UDP only.',
		'Take a set of type hash:ip,port for other protocols.'
	);
}
