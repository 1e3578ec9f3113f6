/** The element of an add, del or test. Source: ipset_parse_elem,
 * https://git.netfilter.org/ipset/tree/lib/parse.c */
import type { Family } from '../ruleset';
import { readAddress, type AddressForm, type WrittenAddress } from './addresses';
import { readNumber } from './numbers';
import { readAnyPort, readProtocolPort, type WrittenPort } from './ports';
import { isRefusal, refusal, type SetRefusal } from './refusal';
import { separatorAt } from './separators';
import type { PartKind, SetType } from './types';

export type WrittenPart =
	| ({ readonly kind: 'address' } & WrittenAddress)
	| ({ readonly kind: 'port' } & WrittenPort)
	| { readonly kind: 'mac'; readonly mac: string }
	| { readonly kind: 'mark'; readonly mark: number }
	| { readonly kind: 'interface'; readonly name: string; readonly physical: boolean }
	| { readonly kind: 'set'; readonly name: string };

const longestInterface = 15;
const longestSetName = 31;

export function setNameRefusal(name: string): SetRefusal | undefined {
	if (new TextEncoder().encode(name).length <= longestSetName) return undefined;
	return refusal(
		'set-name-too-long',
		`The name “${name}” is too long.`,
		`Names of sets have at most ${longestSetName} characters.`
	);
}

function readMac(text: string): WrittenPart | SetRefusal {
	const pieces = text.split(':');
	const octets = pieces.map((each) => (/^[\da-f]+$/i.test(each) ? parseInt(each, 16) : 256));
	if (text.length <= 17 && octets.length === 6 && octets.every((octet) => octet <= 255))
		return {
			kind: 'mac',
			mac: octets.map((octet) => octet.toString(16).padStart(2, '0')).join(':')
		};
	return refusal(
		'set-mac',
		`“${text}” is not an Ethernet address.`,
		'Write six octets in hexadecimal, with colons between: 00:11:22:aa:bb:cc.'
	);
}

function readInterface(text: string): WrittenPart | SetRefusal {
	const physical = text.startsWith('physdev:');
	const name = physical ? text.slice('physdev:'.length) : text;
	if (new TextEncoder().encode(name).length <= longestInterface)
		return { kind: 'interface', name, physical };
	return refusal(
		'set-interface',
		`The name “${name}” is too long for an interface.`,
		`At most ${longestInterface} characters.`
	);
}

function addressForm(kind: PartKind, family: Family): AddressForm {
	if (kind === 'single ip') return 'single';
	if (family === 'ipv4') return 'any';
	return kind === 'ip' ? 'single' : 'no range';
}

function readPart(kind: PartKind, text: string, family: Family): WrittenPart | SetRefusal {
	switch (kind) {
		case 'ip':
		case 'single ip':
		case 'net': {
			const address = readAddress(text, family, addressForm(kind, family));
			return isRefusal(address) ? address : { kind: 'address', ...address };
		}
		case 'port':
		case 'any port': {
			const port = kind === 'port' ? readProtocolPort(text, family) : readAnyPort(text);
			return isRefusal(port) ? port : { kind: 'port', ...port };
		}
		case 'mac':
			return readMac(text);
		case 'mark': {
			const mark = readNumber(text, 0, 0xffff_ffff);
			return typeof mark === 'number' ? { kind: 'mark', mark } : mark;
		}
		case 'iface':
			return readInterface(text);
		case 'set':
			return setNameRefusal(text) ?? { kind: 'set', name: text };
	}
}

/** The texts of the parts: everything after the last separator that counts is one text. */
function textsOf(element: string): readonly string[] {
	const texts: string[] = [];
	let rest = element;
	for (let at = separatorAt(rest, ','); at >= 0; at = separatorAt(rest, ',')) {
		texts.push(rest.slice(0, at));
		rest = rest.slice(at + 1);
	}
	return [...texts, rest];
}

const names: Readonly<Record<PartKind, string>> = {
	ip: 'address',
	'single ip': 'address',
	net: 'network',
	port: 'protocol:port',
	'any port': 'port',
	mac: 'MAC',
	mark: 'mark',
	iface: 'interface',
	set: 'set'
};

export function readElement(
	element: string,
	type: SetType,
	family: Family | undefined
): readonly WrittenPart[] | SetRefusal {
	const texts = textsOf(element);
	const most = type.parts.length;
	// The MAC address of bitmap:ip,mac may be omitted.
	const least = type.name === 'bitmap:ip,mac' ? 1 : most;
	if (texts.length < least || texts.length > most)
		return refusal(
			'set-parts',
			`An element of ${type.name} has ${most === 1 ? 'one part' : `${most} parts`}; “${element}” has ${texts.length}.`,
			`Write ${type.parts.map((kind) => names[kind]).join(',')}.`
		);
	const parts: WrittenPart[] = [];
	for (const [index, text] of texts.entries()) {
		const kind = type.parts[index];
		const part = kind && readPart(kind, text, family ?? 'ipv4');
		if (!part) continue;
		if (isRefusal(part)) return part;
		parts.push(part);
	}
	return parts;
}
