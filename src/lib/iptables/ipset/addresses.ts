/** Addresses in elements. Source: parse_ip, https://git.netfilter.org/ipset/tree/lib/parse.c */
import { parseIpv4, parseIpv6 } from '../../net';
import type { Family } from '../ruleset';
import { readNumber } from './numbers';
import { refusal, type SetRefusal } from './refusal';
import { bare, endsOf, separatorAt } from './separators';

/** An address as written: alone, with a prefix length, or as the ends of a range. */
export interface WrittenAddress {
	readonly address: number | bigint;
	readonly to?: number | bigint;
	readonly length?: number;
}

/** In `a`, `a.b`, `a.b.c` and `a.b.c.d`, the last number fills the rest: inet_aton(3). */
function fromNumbers(text: string): number | undefined {
	const numbers = text.split('.').map((each) => readNumber(each, 0, 0xffff_ffff));
	let value = 0;
	for (const [index, number] of numbers.entries()) {
		if (typeof number !== 'number') return undefined;
		const last = index === numbers.length - 1;
		if (number > (last ? 0xffff_ffff >>> (8 * index) : 255)) return undefined;
		value = (value | (last ? number : number << (24 - 8 * index))) >>> 0;
	}
	return numbers.length <= 4 ? value : undefined;
}

function readOne(written: string, family: Family): number | bigint | SetRefusal {
	const text = bare(written);
	const name = family === 'ipv4' ? 'IPv4' : 'IPv6';
	const numeric = /^\d[\d.]*$/.test(text);
	const found =
		family === 'ipv6'
			? parseIpv6(text)
			: (parseIpv4(text) ?? (numeric ? fromNumbers(text) : undefined));
	if (found !== undefined) return found;
	if (numeric || text.includes(':') || !/^[\w-][\w.-]*$/.test(text))
		return refusal(
			'set-address',
			`“${text}” is not an ${name} address.`,
			`Write one of the set’s family, such as ${family === 'ipv4' ? '192.0.2.1' : '2001:db8::1'}.`
		);
	return {
		...refusal(
			'set-host-name',
			`“${text}” is looked up as a host name, which is not done here.`,
			'Write its address.'
		),
		unknowable: true
	};
}

/** How an address may be written. */
export type AddressForm = 'any' | 'single' | 'no range';

function formRefusal(text: string, family: Family, form: AddressForm): SetRefusal | undefined {
	const range = endsOf(text)?.length === 2;
	const slash = separatorAt(text, '/');
	const host = text.slice(slash) === (family === 'ipv4' ? '/32' : '/128');
	if (form === 'any' || (!range && (form === 'no range' || slash < 0 || host))) return undefined;
	return refusal(
		'set-address-form',
		form === 'single'
			? `“${text}” is more than one address, which this set can’t hold.`
			: `“${text}” is a range, which sets of IPv6 networks don’t take.`,
		form === 'single' ? 'Write each address by itself.' : 'Write networks, as address/length.'
	);
}

/** `address`, `address/length` or `first-last`. */
export function readAddress(
	text: string,
	family: Family,
	form: AddressForm
): WrittenAddress | SetRefusal {
	const refused = formRefusal(text, family, form);
	if (refused) return refused;
	const slash = separatorAt(text, '/');
	if (slash >= 0) {
		const length = readNumber(text.slice(slash + 1), 0, family === 'ipv4' ? 32 : 128);
		if (typeof length !== 'number') return length;
		const address = readOne(text.slice(0, slash), family);
		return typeof address === 'object' ? address : { address, length };
	}
	const [first, last] = endsOf(text) ?? [text];
	const address = readOne(first, family);
	if (typeof address === 'object') return address;
	if (last === undefined) return { address };
	const to = readOne(last, family);
	return typeof to === 'object' ? to : { address, to };
}
