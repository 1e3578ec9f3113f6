import { readPrefix, readPrefixOrAddress, type AddressRange } from '../address-range';
import type { Device, Found, Origin } from '../network';
import { anywhere4, anywhere6, device, found, type Line } from '../readers/reader';
import type { BlockReader } from './block';

/** How many code units are searched for the ends of values, which may be missing. */
const BUDGET = 20_000_000;

/** How many lines the value that starts at a line takes; undefined if it does not end. */
function lengthOf(lines: readonly Line[], from: number): number | undefined {
	let depth = 0;
	let inString = false;
	for (let index = from; index < lines.length; index++) {
		const text = lines[index]?.text ?? '';
		for (let at = 0; at < text.length; at++) {
			const char = text.charAt(at);
			if (inString && char === '\\') at++;
			else if (char === '"') inString = !inString;
			else if (inString) continue;
			else if (char === '[' || char === '{') depth++;
			else if (char === ']' || char === '}') depth--;
		}
		if (depth <= 0) return depth === 0 && !inString ? index - from + 1 : undefined;
	}
	return undefined;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

/** A network in JSON, by the string that names it. */
type Named = {
	readonly written: string;
	readonly range: AddressRange | undefined;
	readonly origin: Origin;
};

/** Address and length in separate fields: of iproute2, PowerShell and Docker. */
const lengths: readonly (readonly [string, string])[] = [
	['local', 'prefixlen'],
	['IPAddress', 'PrefixLength'],
	['IPAddress', 'IPPrefixLen']
];
/** Keys whose names indicate a network: `Subnet`, `podCIDRs`, `CidrBlock`. */
const networkKey = /subnet|cidr|prefix|pool/i;

/** The networks in the fields of an object, unordered. */
function inFields(fields: Fields): readonly Named[] {
	const result: Named[] = [];
	for (const [address, length] of lengths) {
		const written = text(fields[address]);
		const bits = fields[length];
		if (written === undefined || typeof bits !== 'number') continue;
		// If there is a peer, the length is the peer's.
		const peer = address === 'local' ? text(fields['address']) : undefined;
		const range = peer === undefined ? readPrefix(`${written}/${String(bits)}`) : undefined;
		result.push({ written, range: range ?? readPrefixOrAddress(written), origin: 'address' });
		if (peer !== undefined)
			result.push({
				written: peer,
				range: readPrefix(`${peer}/${String(bits)}`),
				origin: 'address'
			});
	}
	for (const key of ['dst', 'DestinationPrefix']) {
		const written = text(fields[key]);
		if (written === undefined) continue;
		const anywhere = text(fields['gateway'])?.includes(':') ? anywhere6 : anywhere4;
		const range = readPrefixOrAddress(written === 'default' ? anywhere : written);
		result.push({ written, range, origin: 'route' });
	}
	for (const [key, value] of Object.entries(fields)) {
		if (!networkKey.test(key) || key === 'DestinationPrefix') continue;
		for (const each of Array.isArray(value) ? value : [value]) {
			const written = text(each);
			if (written !== undefined)
				result.push({ written, range: readPrefix(written), origin: 'listed' });
		}
	}
	return result.filter(({ range }) => range !== undefined);
}

function deviceOf(fields: Fields): Device | undefined {
	const name = text(fields['ifname']) ?? text(fields['dev']);
	if (name !== undefined) return device(name);
	const alias = text(fields['InterfaceAlias']);
	return alias === undefined ? undefined : { kind: 'adapter', name: alias, description: '' };
}

/** Locates each string: the values of JSON come in the order of the text. */
class Strings {
	readonly #lines: readonly Line[];
	readonly #next = new Map<string, { index: number; at: number }>();

	constructor(lines: readonly Line[]) {
		this.#lines = lines;
	}

	/** The line of the next occurrence of this string in the text, and its offset there. */
	find(written: string): { readonly line: Line; readonly at: number } | undefined {
		const quoted = `"${written}"`;
		let { index, at } = this.#next.get(written) ?? { index: 0, at: 0 };
		for (; index < this.#lines.length; index++, at = 0) {
			const line = this.#lines[index];
			const found = line?.text.indexOf(quoted, at) ?? -1;
			if (!line || found < 0) continue;
			this.#next.set(written, { index, at: found + quoted.length });
			return { line, at: found };
		}
		return undefined;
	}
}

function* networks(value: unknown, strings: Strings, on?: Device): Generator<Found> {
	if (Array.isArray(value)) for (const each of value) yield* networks(each, strings, on);
	if (!isFields(value)) return;
	const own = deviceOf(value) ?? on;
	for (const { written, range, origin } of inFields(value)) {
		const place = strings.find(written);
		if (range && place) yield found(place.line, written, range, origin, own, place.at);
	}
	for (const each of Object.values(value)) yield* networks(each, strings, own);
}

/**
 * JSON of `ip -j addr`, `ip -j route`, PowerShell, Docker and Kubernetes, on one line or many. A
 * value that does not end, or names no network, is not recognised.
 */
export function jsonBlocks(): BlockReader {
	let budget = BUDGET;
	return (lines, from) => {
		const first = lines[from]?.text ?? '';
		if (!/^\s*[[{]\s*(?:["[{}\]]|$)/.test(first) || budget < 0) return undefined;
		const taken = lengthOf(lines, from);
		const own = lines.slice(from, from + (taken ?? lines.length));
		budget -= own.reduce((sum, line) => sum + line.text.length, 0);
		if (taken === undefined) return undefined;
		const value = parse(own.map((line) => line.text).join('\n'));
		const all = [...networks(value, new Strings(own))];
		const known = all.length > 0 || own.some((line) => /"(?:ifname|dst)"/.test(line.text));
		return known ? { found: all, taken } : undefined;
	};
}
