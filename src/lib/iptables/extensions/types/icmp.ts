/**
 * ICMP types by name or number.
 * https://git.netfilter.org/iptables/tree/extensions/libxt_icmp.h (1.8.11)
 */
import { leadingNumber } from '../../number';
import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { bad, good } from './result';

/** Name, type, and the code; without a code, every code. */
type Named = readonly [name: string, type: number, code?: number];

export const icmpNames: readonly Named[] = [
	['any', 255],
	['echo-reply', 0],
	['pong', 0],
	['destination-unreachable', 3],
	['network-unreachable', 3, 0],
	['host-unreachable', 3, 1],
	['protocol-unreachable', 3, 2],
	['port-unreachable', 3, 3],
	['fragmentation-needed', 3, 4],
	['source-route-failed', 3, 5],
	['network-unknown', 3, 6],
	['host-unknown', 3, 7],
	['network-prohibited', 3, 9],
	['host-prohibited', 3, 10],
	['TOS-network-unreachable', 3, 11],
	['TOS-host-unreachable', 3, 12],
	['communication-prohibited', 3, 13],
	['host-precedence-violation', 3, 14],
	['precedence-cutoff', 3, 15],
	['source-quench', 4],
	['redirect', 5],
	['network-redirect', 5, 0],
	['host-redirect', 5, 1],
	['TOS-network-redirect', 5, 2],
	['TOS-host-redirect', 5, 3],
	['echo-request', 8],
	['ping', 8],
	['router-advertisement', 9],
	['router-solicitation', 10],
	['time-exceeded', 11],
	['ttl-exceeded', 11],
	['ttl-zero-during-transit', 11, 0],
	['ttl-zero-during-reassembly', 11, 1],
	['parameter-problem', 12],
	['ip-header-bad', 12, 0],
	['required-option-missing', 12, 1],
	['timestamp-request', 13],
	['timestamp-reply', 14],
	['address-mask-request', 17],
	['address-mask-reply', 18]
];

/** The mld-* names came after 1.8.9. */
export const icmp6Names: readonly Named[] = [
	['destination-unreachable', 1],
	['no-route', 1, 0],
	['communication-prohibited', 1, 1],
	['beyond-scope', 1, 2],
	['address-unreachable', 1, 3],
	['port-unreachable', 1, 4],
	['failed-policy', 1, 5],
	['reject-route', 1, 6],
	['packet-too-big', 2],
	['time-exceeded', 3],
	['ttl-exceeded', 3],
	['ttl-zero-during-transit', 3, 0],
	['ttl-zero-during-reassembly', 3, 1],
	['parameter-problem', 4],
	['bad-header', 4, 0],
	['unknown-header-type', 4, 1],
	['unknown-option', 4, 2],
	['echo-request', 128],
	['ping', 128],
	['echo-reply', 129],
	['pong', 129],
	['mld-listener-query', 130],
	['mld-listener-report', 131],
	['mld-listener-done', 132],
	['mld-listener-reduction', 132],
	['router-solicitation', 133],
	['router-advertisement', 134],
	['neighbour-solicitation', 135],
	['neighbor-solicitation', 135],
	['neighbour-advertisement', 136],
	['neighbor-advertisement', 136],
	['redirect', 137]
];

/** `n[:m]` with numbers of one octet, and the text after it. */
function readPair(text: string): { low: number; high: number; rest: string } | undefined {
	const first = leadingNumber(text);
	if (!first || first.value > 255) return undefined;
	if (!first.rest.startsWith(':')) return { low: first.value, high: first.value, rest: first.rest };
	const second = leadingNumber(first.rest.slice(1));
	if (!second || second.value > 255) return undefined;
	return { low: first.value, high: second.value, rest: second.rest };
}

function readNumbers(text: string): ValueOf<'icmpType'> | undefined {
	const type = readPair(text);
	if (!type || type.low !== type.high) return undefined;
	if (type.rest === '') return { kind: 'icmpType', type: type.low, lowCode: 0, highCode: 255 };
	const code = type.rest.startsWith('/') ? readPair(type.rest.slice(1)) : undefined;
	if (code?.rest !== '') return undefined;
	return { kind: 'icmpType', type: type.low, lowCode: code.low, highCode: code.high };
}

/** `typename` or `type[/code]`; a name may be abbreviated if it stays unambiguous. */
export function icmpType(
	names: readonly Named[],
	print: (value: ValueOf<'icmpType'>) => string
): OptionType<ValueOf<'icmpType'>> {
	return {
		argument: 'type[/code]|typename',
		words: 1,
		is: (value) => value.kind === 'icmpType',
		read(text) {
			const start = text.toLowerCase();
			const found = names.filter(([name]) => name.toLowerCase().startsWith(start));
			const [first, second] = found;
			if (first && second)
				return bad(
					'ambiguous-icmp-type',
					`“${text}” may mean ${found.map(([name]) => name).join(' or ')}`,
					'Write the name in full.'
				);
			if (first) {
				const [, type, code] = first;
				return good({ kind: 'icmpType', type, lowCode: code ?? 0, highCode: code ?? 255 });
			}
			const value = readNumbers(text);
			if (value) return good(value);
			return bad(
				'bad-icmp-type',
				`“${text}” is not an ICMP type`,
				'Write a name such as echo-request, or numbers: type or type/code.'
			);
		},
		print,
		say(value) {
			const named = names.find(
				([, type, code]) =>
					type === value.type && (code ?? 0) === value.lowCode && (code ?? 255) === value.highCode
			);
			return named?.[0] ?? print(value);
		},
		suggestions: names.map(([name]) => name)
	};
}

/** `3` or `3/1`; only the first code of a range is printed. */
export function printIcmpType({ type, lowCode, highCode }: ValueOf<'icmpType'>): string {
	return lowCode === 0 && highCode === 255 ? `${type}` : `${type}/${lowCode}`;
}
