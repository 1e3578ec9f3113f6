import { readAddress, readMasked, readPrefix, type AddressRange } from '../address-range';
import type { Device, Found } from '../network';
import { found, type Line } from '../readers/reader';
import type { BlockReader } from './block';

const field = /^([A-Za-z][\w.]*)\s*:(?:\s(.*))?$/;
/** Continues the value of the field above. */
const more = /^\s{8,}\S/;
/** Names of fields that the objects of networks have. */
const own =
	/^(IPAddress|InterfaceAlias|InterfaceIndex|InterfaceDescription|ifIndex|DestinationPrefix|IPv[46]Address|IPSubnet)$/;

type Field = { readonly line: Line; readonly value: string };

/** The values of `{a, b}`, or a single one without braces. */
function values({ value }: Field): readonly string[] {
	return (/^\{(.*)\}$/.exec(value)?.[1] ?? value)
		.split(',')
		.map((each) => each.trim())
		.filter(Boolean);
}

function rangeOf(address: string, length: string | undefined): AddressRange | undefined {
	if (length === undefined) return readAddress(address);
	const prefix = readPrefix(`${address.replace(/%\w+$/, '')}/${length}`);
	return prefix ?? readMasked(address, length);
}

/** The networks of one object; undefined if one of its addresses can't be read. */
function networks(fields: ReadonlyMap<string, Field>): readonly Found[] | undefined {
	const alias = fields.get('InterfaceAlias')?.value;
	const description = fields.get('InterfaceDescription')?.value ?? fields.get('Description')?.value;
	const device: Device | undefined =
		(alias ?? description) === undefined
			? undefined
			: { kind: 'adapter', name: alias ?? description ?? '', description: description ?? '' };
	const result: Found[] = [];
	const address = fields.get('IPAddress');
	const bare = [fields.get('IPv4Address'), fields.get('IPv6Address')];
	const lengths = fields.get('PrefixLength') ?? fields.get('IPSubnet');
	for (const each of address ? [address] : bare) {
		if (!each) continue;
		for (const [index, written] of values(each).entries()) {
			const length = address && lengths ? values(lengths)[index] : undefined;
			const range = rangeOf(written, length);
			if (!range) return undefined;
			result.push(found(each.line, written, range, 'address', device));
		}
	}
	const destination = fields.get('DestinationPrefix');
	if (destination) {
		const range = readPrefix(destination.value);
		if (!range) return undefined;
		result.push(found(destination.line, destination.value, range, 'route', device));
	}
	return result;
}

/** The consecutive fields from a line on, and how many lines they take. */
function fieldsFrom(lines: readonly Line[], from: number) {
	const fields = new Map<string, Field>();
	let last = lines[from]?.number ?? 0;
	let at = from;
	for (; at < lines.length; at++) {
		const line = lines[at];
		if (!line || line.number > last + 1) break;
		const [, name, value = ''] = field.exec(line.text) ?? [];
		if (name === undefined ? fields.size === 0 || !more.test(line.text) : fields.has(name)) break;
		if (name !== undefined) fields.set(name, { line, value: value.trim() });
		last = line.number;
	}
	return { fields, taken: at - from };
}

/**
 * One object in PowerShell's list format, of Get-NetIPAddress, Get-NetRoute, Get-NetIPConfiguration
 * and similar: one line per field, with a blank line after the last.
 */
export function powershellObjects(): BlockReader {
	// Fields that make no network from their first line on make none from a later one.
	let looked = 0;
	return (lines, from) => {
		if (from < looked) return undefined;
		const { fields, taken } = fieldsFrom(lines, from);
		looked = from + taken;
		if (![...fields.keys()].some((name) => own.test(name))) return undefined;
		const all = networks(fields);
		return all && { found: all, taken };
	};
}
