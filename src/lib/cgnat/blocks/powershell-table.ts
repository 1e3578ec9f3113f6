import { readAddress, readPrefix } from '../address-range';
import type { Device, Found } from '../network';
import { found, type Line } from '../readers/reader';
import type { BlockReader } from './block';

const ruler = /^\s*-+(?:\s+-+)*\s*$/;

/** The cells of a row by column. A column extends to the start of the next. */
function cells(head: string, dashes: string, row: string): ReadonlyMap<string, string> {
	const starts = [...dashes.matchAll(/-+/g)].map(({ index }) => index);
	return new Map(
		starts.map((start, index) => {
			const next = starts[index + 1];
			return [head.slice(start, next).trim(), row.slice(start, next).trim()] as const;
		})
	);
}

function rowNetwork(line: Line, row: ReadonlyMap<string, string>): Found | undefined {
	const alias = row.get('InterfaceAlias') ?? '';
	const device: Device | undefined =
		alias === '' ? undefined : { kind: 'adapter', name: alias, description: '' };
	const address = row.get('IPAddress');
	const length = row.get('PrefixLength');
	if (address !== undefined) {
		const range =
			length === undefined
				? readAddress(address)
				: readPrefix(`${address.replace(/%\w+$/, '')}/${length}`);
		return range && found(line, address, range, 'address', device);
	}
	const destination = row.get('DestinationPrefix') ?? '';
	const range = readPrefix(destination);
	return range && found(line, destination, range, 'route', device);
}

/**
 * A table of PowerShell with a column IPAddress or DestinationPrefix, down to the first row that
 * can't be read: a truncated one contains `...`.
 */
export const powershellTable: BlockReader = (lines, from) => {
	const head = lines[from]?.text ?? '';
	const dashes = lines[from + 1]?.text ?? '';
	if (!/\b(IPAddress|DestinationPrefix)\b/.test(head) || !ruler.test(dashes)) return undefined;
	const all: Found[] = [];
	let at = from + 2;
	for (; at < lines.length; at++) {
		const line = lines[at];
		if (!line || line.number > (lines[at - 1]?.number ?? 0) + 1) break;
		const network = rowNetwork(line, cells(head, dashes, line.text));
		if (!network) break;
		all.push(network);
	}
	return { found: all, taken: at - from };
};
