/**
 * The destination of a translation: `[address[-address]][:port[-port[/base]]]`, IPv6 in brackets if
 * ports follow. https://git.netfilter.org/iptables/tree/extensions/libxt_NAT.c
 */
import { leadingNumber } from '../../number';
import { parseIpv4, parseIpv6, sayAddress, servicePort } from '../../../net';
import type { OptionType, ReadContext, ReadResult } from '../../extension';
import type { AddressSpan, PortSpan, ValueOf } from '../../values';
import { badAddress } from './address';
import { bad, good } from './result';

type Translation = ValueOf<'translation'>;
type Refusal = ReturnType<typeof bad>;

/** Protocols whose ports (for ICMP: ids) a translation may name. */
const withPorts = [1, 6, 17, 33, 132];

function refusePort(text: string): Refusal {
	return bad('bad-port', `“${text}” is not a port or a range of ports`, 'Write 80 or 1024-65535.');
}

/** parse_ports: a service name may only be alone, or the base of a shifted range. */
function readPorts(text: string, { header }: ReadContext, shifted: boolean): PortSpan | Refusal {
	const { protocol } = header;
	if (!protocol || !withPorts.includes(protocol.value))
		return bad(
			'ports-without-protocol',
			'ports can only be named for a protocol that has them',
			'Add -p tcp, -p udp, -p sctp or -p dccp before it.'
		);
	const first = leadingNumber(text);
	if (!first || first.value > 65_535) {
		const port = servicePort(text);
		return port === undefined ? refusePort(text) : { low: port, high: port };
	}
	const low = first.value;
	if (first.rest === '') return { low, high: low };
	const second = first.rest.startsWith('-') ? leadingNumber(first.rest.slice(1)) : undefined;
	if (!second || second.value > 65_535 || second.value < low) return refusePort(text);
	if (second.rest === '') return { low, high: second.value };
	if (!second.rest.startsWith('/')) return refusePort(text);
	const baseText = second.rest.slice(1);
	// Text after the number of a base is ignored.
	const base = leadingNumber(baseText)?.value ?? 0;
	const found = base > 0 && base <= 65_535 ? base : servicePort(baseText);
	if (found === undefined) return refusePort(text);
	// SNAT reads a base but does not keep it.
	return { low, high: second.value, base: shifted ? found : 0 };
}

function readSpan(text: string, context: ReadContext): AddressSpan | Refusal {
	const dash = text.indexOf('-');
	const first = dash < 0 ? text : text.slice(0, dash);
	const second = dash < 0 ? first : text.slice(dash + 1);
	if (context.family === 'ipv4') {
		const low = parseIpv4(first);
		const high = parseIpv4(second);
		if (low === undefined || high === undefined)
			return badAddress(low === undefined ? first : second, context);
		return { family: 'ipv4', low, high };
	}
	const low = parseIpv6(first);
	const high = parseIpv6(second);
	if (low === undefined || high === undefined)
		return badAddress(low === undefined ? first : second, context);
	return { family: 'ipv6', low, high };
}

const isRefusal = (value: object): value is Refusal => 'complaint' in value;

/** No address if the text begins with the ports, or with `[]` before them: two characters that
 * iptables does not check. */
function addressBefore(colon: number, address: string): { address?: string } {
	return colon === 0 || colon === 2 ? {} : { address };
}

/** Splits the address part from the ports. */
function split(text: string, context: ReadContext): { address?: string; ports?: string } | Refusal {
	const open = text.indexOf('[');
	if (open < 0) {
		const colon = text.indexOf(':');
		// One colon separates a port; more make an IPv6 address.
		if (colon < 0 || text.includes(':', colon + 1)) return { address: text };
		return { ...addressBefore(colon, text.slice(0, colon)), ports: text.slice(colon + 1) };
	}
	const close = text.indexOf(']', open);
	if (close < 0 || context.family === 'ipv4')
		return bad('bad-address', `“${text}” is not an address`, 'Brackets are for IPv6 addresses.');
	const address = text.slice(open + 1, close);
	const colon = text.indexOf(':', close);
	if (colon < 0) return { address };
	return { ...addressBefore(colon, address), ports: text.slice(colon + 1) };
}

function readTranslation(
	text: string,
	context: ReadContext,
	shifted: boolean
): ReadResult<Translation> {
	const parts = split(text, context);
	if (isRefusal(parts)) return parts;
	const ports = parts.ports === undefined ? undefined : readPorts(parts.ports, context, shifted);
	if (ports && isRefusal(ports)) return ports;
	const addresses = parts.address === undefined ? undefined : readSpan(parts.address, context);
	if (!addresses) return good({ kind: 'translation', ...(ports && { ports }) });
	if (isRefusal(addresses)) return addresses;
	return good({ kind: 'translation', addresses, ...(ports && { ports }) });
}

function printPorts({ low, high, base }: PortSpan): string {
	const range = low === high ? `${low}` : `${low}-${high}`;
	return base === undefined ? range : `${range}/${base}`;
}

function printAddresses(span: AddressSpan): string {
	const low = sayAddress(span.low);
	return span.low === span.high ? low : `${low}-${sayAddress(span.high)}`;
}

function print({ addresses, ports }: Translation): string {
	const to = addresses ? printAddresses(addresses) : '';
	if (!ports) return to;
	return `${addresses?.family === 'ipv6' ? `[${to}]` : to}:${printPorts(ports)}`;
}

/** `--to-source`, and with shifted ranges of ports `--to-destination`. */
export function translation(shifted: boolean): OptionType<Translation> {
	return {
		argument: `address[-address][:port[-port${shifted ? '[/port]' : ''}]]`,
		words: 1,
		is: (value) => value.kind === 'translation',
		read: (text, context) => readTranslation(text, context, shifted),
		print,
		say: print
	};
}

/** `--to-ports port[-port]`. Both targets with this option read a base: one refuses it, the other
 * does not keep it. */
export function translatedPorts(base: 'refused' | 'lost'): OptionType<Translation> {
	return {
		argument: 'port[-port]',
		words: 1,
		is: (value) => value.kind === 'translation',
		read(text, context) {
			const ports = readPorts(text, context, false);
			if (isRefusal(ports)) return ports;
			return base === 'refused' && ports.base !== undefined
				? refusePort(text)
				: good({ kind: 'translation', ports });
		},
		print: ({ ports }) => (ports ? printPorts(ports) : ''),
		say: ({ ports }) => (ports ? printPorts(ports).replace('-', ' to ') : '')
	};
}
