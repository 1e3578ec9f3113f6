import { parseIpv4 } from '$lib/net';
import { readAddress, readMasked } from '../address-range';
import type { Device } from '../network';
import { found, nothing, type Line, type LineReader, type Step } from './reader';

/** `   Subnet Mask . . . . . : 255.255.0.0`; the dots are left out if the key is long. */
const entry = /^\s*(\S.*?)[\s.]*?\s?:(?:\s+(\S.*?))?\s*$/;
const leader = /(?:\.\s?){3,}:/;
const indented = /^\s{2,}\S[^:]*:(?:\s|$)/;

/** `192.168.1.10(Preferred)`, in any language, or an IPv6 address with its zone. */
const value = /^([0-9a-fA-F.:]+)(?:%\d+)?(?:\s*[(\uff08].*[)\uff09])?$/;

function isEntry(text: string): boolean {
	return leader.test(text) || indented.test(text);
}

/** An unindented line that ends in a colon, above entries: the title of an adapter. */
function adapterTitle(line: Line): string | undefined {
	const title = /^(\S.*?)\s*:\s*$/.exec(line.text)?.[1];
	return title !== undefined && isEntry(line.next) ? title : undefined;
}

function adapter(name: string, description = ''): Device {
	return { kind: 'adapter', name, description };
}

type Pending = { readonly line: Line; readonly written: string };

/**
 * Independent of the language: an IPv4 address is an entry whose next entry is its mask; gateways and
 * servers have none after them.
 */
function inside(owner: Device | undefined, pending: Pending | undefined): LineReader {
	return (line) => {
		const title = adapterTitle(line);
		if (title !== undefined) return { found: [], inside: inside(adapter(title), undefined) };
		if (!isEntry(line.text)) return /^\s{20,}\S/.test(line.text) ? nothing : undefined;
		const [, key = '', text = ''] = entry.exec(line.text) ?? [];
		const address = value.exec(text)?.[1];
		if (address === undefined) return described(owner, text, pending);
		if (pending) {
			const range = readMasked(pending.written, address);
			if (range)
				return {
					found: [found(pending.line, pending.written, range, 'address', owner)],
					inside: inside(owner, undefined)
				};
		}
		if (parseIpv4(address) !== undefined)
			return endsHere(line, key) ? cutOff(line, address, owner) : waiting(owner, line, address);
		const v6 = key.includes('IPv6') ? readAddress(address) : undefined;
		return v6 ? { found: [found(line, address, v6, 'address', owner)] } : nothing;
	};
}

function waiting(owner: Device | undefined, line: Line, written: string): Step {
	return { found: [], inside: inside(owner, { line, written }) };
}

/** An address, by its name in every language, without a mask after it: the text was cut off. */
function endsHere({ next }: Line, key: string): boolean {
	if (!/IPv4/.test(key)) return false;
	const [, , text = ''] = entry.exec(next) ?? [];
	return !isEntry(next) || value.exec(text)?.[1] === undefined;
}

function cutOff(line: Line, written: string, owner: Device | undefined): Step | undefined {
	const range = readAddress(written);
	return (
		range && {
			found: [found(line, written, range, 'address', owner)],
			inside: inside(owner, undefined)
		}
	);
}

/** An entry with text: of these, only the adapter's product is useful. */
function described(owner: Device | undefined, text: string, pending: Pending | undefined): Step {
	if (!owner || owner.description !== '' || !/\b(adapter|tunnel|interface)\b/i.test(text))
		return nothing;
	return { found: [], inside: inside(adapter(owner.name, text), pending) };
}

/** `ipconfig` and `ipconfig /all`, in any language of Windows. */
export const ipconfig: LineReader = (line) => {
	// The title of the output contains both words in every language; adapters or entries follow it.
	if (/\bWindows\b.*\bIP\b|\bIP\b.*\bWindows\b/.test(line.text) && !/\d/.test(line.text))
		if (isEntry(line.next) || /^\S.*:\s*$/.test(line.next))
			return { found: [], inside: inside(undefined, undefined) };
	const title = adapterTitle(line);
	if (title !== undefined) return { found: [], inside: inside(adapter(title), undefined) };
	return leader.test(line.text) ? inside(undefined, undefined)(line) : undefined;
};
