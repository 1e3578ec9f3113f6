import { readMasked, readPrefixOrAddress } from '../address-range';
import type { Device } from '../network';
import { found, mentionsAddress, nothing, type Line, type LineReader, type Step } from './reader';

const ruler = /^\s*={10,}\s*$/;
/** Destination, mask, gateway (in words when on-link, in any language), interface, metric. */
const row4 =
	/^\s*(\d+\.\d+\.\d+\.\d+)\s+(\d+\.\d+\.\d+\.\d+)\s+(\S.*?)\s+(\d+\.\d+\.\d+\.\d+)\s+\d+\s*$/;
/** A persistent route: destination, mask, gateway, metric (a word if it is the default). */
const persistent4 =
	/^\s*(\d+\.\d+\.\d+\.\d+)\s+(\d+\.\d+\.\d+\.\d+)\s+\d+\.\d+\.\d+\.\d+\s+[^\s.]+\s*$/;
/** Interface, metric, destination, gateway, which may be on a line of its own. */
const row6 = /^\s*\d+\s+\d+\s+(\S*:\S*\/\d+)(?:\s+\S.*)?$/;
/** ` 21...00 ff 5e 01 02 03 ......Zscaler Network Adapter` */
const interfaceRow = /^\s*(\d+)\s?\.{3}[0-9a-f .]*?\.{2,}\s*(\S.*)$/i;

/** Routes name their interface only by its address. */
function byAddress(name: string): Device {
	return { kind: 'address', name, description: '' };
}

function row(line: Line): Step | undefined {
	const [, written = '', mask = '', , address] =
		row4.exec(line.text) ?? persistent4.exec(line.text) ?? [];
	if (written !== '') {
		const range = readMasked(written, mask);
		const on = address === undefined ? undefined : byAddress(address);
		return range && { found: [found(line, written, range, 'route', on)] };
	}
	const [, destination = ''] = row6.exec(line.text) ?? [];
	const range = readPrefixOrAddress(destination);
	return range && { found: [found(line, destination, range, 'route')] };
}

/** Titles and column heads are next to a ruler, end in a colon, or follow a line that does. */
function inside(title: boolean): LineReader {
	return (line) => {
		if (ruler.test(line.text)) return { found: [], inside: inside(true) };
		if (interfaceRow.test(line.text)) return { found: [], inside: inside(false) };
		const step = row(line);
		// The gateway of a long destination is on the next line, which is recognised like a title.
		if (step) return { ...step, inside: inside(/\/\d+\s*$/.test(line.text)) };
		if (/^\s*[0-9a-f:]+:[0-9a-f:]*\s*$/i.test(line.text)) return nothing;
		if (mentionsAddress(line.text)) return undefined;
		const more = /[:\uff1a]\s*$/.test(line.text);
		if (title || more || ruler.test(line.next)) return { found: [], inside: inside(more) };
		return undefined;
	};
}

/** `route print` (and `netstat -r` of Windows), in any language. */
export const routePrint: LineReader = (line) =>
	ruler.test(line.text) || interfaceRow.test(line.text) || row(line)
		? inside(false)(line)
		: undefined;
