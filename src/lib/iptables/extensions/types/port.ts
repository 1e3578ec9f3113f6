/**
 * Ports as numbers or service names.
 * xtables_parse_port: https://git.netfilter.org/iptables/tree/libxtables/xtables.c
 */
import { readNumber, unsignedInt } from '../../number';
import { serviceNames, servicePort, type ServiceProtocol } from '../../../net';
import type { OptionType, ReadContext } from '../../extension';
import type { OptionUse } from '../../ruleset';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

const maxPort = 65535;

/** Number of a port or service; -1 if it is neither. `none`: a protocol without services. */
export function readPort(text: string, protocol?: ServiceProtocol | 'none'): number {
	const port = readNumber(text, 0, maxPort);
	if (port >= 0) return port;
	return protocol === 'none' ? -1 : (servicePort(text, protocol) ?? -1);
}

function isRange(value: { readonly kind: string }): value is ValueOf<'range'> {
	return value.kind === 'range';
}

export function printRange({ low, high }: { low: number; high: number }): string {
	return low === high ? `${low}` : `${low}:${high}`;
}

export function sayRange({ low, high }: { low: number; high: number }): string {
	return low === high ? `${low}` : `${low} to ${high}`;
}

/** "to port 80", "from ports 1024 to 65535". */
export function sayPorts(way: 'from' | 'to') {
	return ({ low, high }: { low: number; high: number }): string =>
		low === high ? `${way} port ${low}` : `${way} ports ${low} to ${high}`;
}

export function badPort(text: string) {
	return bad(
		/^[a-z][a-z0-9+-]*$/i.test(text) ? 'unknown-service' : 'bad-port',
		`“${text}” is neither a port from 0 to ${maxPort} nor a known service`,
		'Write the port as a number.'
	);
}

export function reversedRange(text: string) {
	return bad(
		'reversed-range',
		`the range “${text}” begins above its end`,
		'Write the lower number first.'
	);
}

/** `port[:port]` of one transport protocol, as -p tcp and sctp read it. */
export function portRange(protocol: ServiceProtocol): OptionType<ValueOf<'range'>> {
	return {
		argument: 'port[:port]',
		words: 1,
		is: isRange,
		read(text) {
			const colon = text.indexOf(':');
			if (colon < 0) {
				const port = readPort(text, protocol);
				return port < 0 ? badPort(text) : good({ kind: 'range', low: port, high: port });
			}
			const first = text.slice(0, colon);
			const second = text.slice(colon + 1);
			const low = first === '' ? 0 : readPort(first, protocol);
			if (low < 0) return badPort(first);
			const high = second === '' ? maxPort : readPort(second, protocol);
			if (high < 0) return badPort(second);
			return low > high ? reversedRange(text) : good({ kind: 'range', low, high });
		},
		print: printRange,
		say: sayRange,
		get suggestions() {
			return serviceNames(protocol);
		}
	};
}

/** A port as getaddrinfo(3) reads it: a non-negative decimal int, truncated to 16 bits; or a
 * service of any protocol. */
function resolvePort(text: string): number {
	const { value, rest } = unsignedInt(text, 10);
	if (rest === '') return value > 0x7fff_ffff ? -1 : value & maxPort;
	return servicePort(text) ?? -1;
}

/** XTTYPE_PORTRC: `port[:port]` of no particular protocol, as -p udp and dccp read it too. 1.8.9
 * also accepts a reversed range. */
export const anyPortRange: OptionType<ValueOf<'range'>> = {
	argument: 'port[:port]',
	words: 1,
	is: isRange,
	read(text) {
		const parts = text.split(':');
		if (parts.length > 2) return badPort(text);
		const [first = '', second] = parts;
		const low = first === '' ? 0 : resolvePort(first);
		if (low < 0) return badPort(first);
		if (second === undefined) return good({ kind: 'range', low, high: first === '' ? 0 : low });
		const high = second === '' ? maxPort : resolvePort(second);
		if (high < 0) return badPort(second);
		return low > high ? reversedRange(text) : good({ kind: 'range', low, high });
	},
	print: printRange,
	say: sayRange,
	get suggestions() {
		return serviceNames('udp');
	}
};

/** Transport protocol of the rule, if it names one with services of its own. */
export function transportOf({ header }: ReadContext): ServiceProtocol | undefined {
	switch (header.protocol?.value) {
		case 6:
			return 'tcp';
		case 17:
			return 'udp';
		case 132:
			return 'sctp';
		case 33:
			return 'dccp';
		default:
			return undefined;
	}
}

/**
 * What is kept of a range of ports: nothing if it is all ports; and nft compares with one bound if
 * the range begins at 0, so `! 0:1023` is kept as `1024:65535`.
 * Source: expr_gen_range_cmp16, https://git.netfilter.org/iptables/tree/iptables/nft.c
 */
export function keptPorts(use: OptionUse, { backend }: ReadContext): OptionUse | undefined {
	const { value, inverted } = use;
	if (value.kind !== 'range' || value.low !== 0 || value.high === 0) return use;
	if (value.high === maxPort) return inverted ? use : undefined;
	if (!inverted || backend === 'legacy') return use;
	const { option } = use;
	return { option, inverted: false, value: { kind: 'range', low: value.high + 1, high: maxPort } };
}

/** XTTYPE_PORT: one port, as getaddrinfo(3) reads it. */
export const resolvedPort: OptionType<ValueOf<'number'>> = {
	argument: 'port',
	words: 1,
	is: (value) => value.kind === 'number',
	read(text) {
		const value = resolvePort(text);
		return value < 0 ? badPort(text) : good({ kind: 'number', value });
	},
	print: ({ value }) => `${value}`,
	say: ({ value }) => `${value}`
};
