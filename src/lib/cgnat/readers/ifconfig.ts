import { readAddress, readMasked, readPrefix } from '../address-range';
import type { Device, Found } from '../network';
import {
	device,
	found,
	mentionsAddress,
	nothing,
	type Line,
	type LineReader,
	type Step
} from './reader';

const inet4 =
	/^\s*inet\s+(?:addr:)?(\S+)(?:\s+(?:-->|P-t-P:)\s*(\S+))?(?:\s+B(?:ca|roadca)st:\S+)?(?:\s+alias)?\s+(?:netmask\s+|Mask:)(\S+)(?:.*?\bdestination\s+(\S+))?/;

/** Linux (both forms), macOS and BSD; with a point-to-point address both ends count. */
function ipv4Line(line: Line, owner: Device | undefined): Step | undefined {
	const parts = inet4.exec(line.text);
	if (!parts) {
		// FreeBSD with -f inet:cidr, and OpenBSD's tunnels, write the length.
		const prefix = /^\s*inet\s+(\S+\/\d+)\b/.exec(line.text)?.[1];
		const range = prefix === undefined ? undefined : readPrefix(prefix);
		return range && { found: [found(line, prefix ?? '', range, 'address', owner)] };
	}
	const [, written = '', peer, mask = '', destination] = parts;
	const range = readMasked(written, mask);
	if (!range) return undefined;
	const networks: Found[] = [found(line, written, range, 'address', owner)];
	const other = peer ?? destination;
	if (other !== undefined && other !== written) {
		const end = readAddress(other);
		if (!end) return undefined;
		networks.push(found(line, other, end, 'address', owner));
	}
	return { found: networks };
}

function ipv6Line(line: Line, owner: Device | undefined): Step | undefined {
	const old = /^\s*inet6\s+addr:\s*(\S+\/\d+)/.exec(line.text)?.[1];
	const parts = /^\s*inet6\s+(\S+)(?:\s+-->\s+\S+)?\s+prefixlen\s+(\d+)/.exec(line.text);
	const written = old ?? parts?.[1];
	if (written === undefined) return undefined;
	const range = readPrefix(old ?? `${written}/${parts?.[2] ?? ''}`);
	return range && { found: [found(line, written, range, 'address', owner)] };
}

function address(line: Line, owner: Device | undefined): Step | undefined {
	return /^\s*inet6\s/.test(line.text) ? ipv6Line(line, owner) : ipv4Line(line, owner);
}

function inside(owner: Device): LineReader {
	return (line) => {
		if (/^\s*inet6?\s/.test(line.text)) return address(line, owner);
		if (/^\s+tunnel\s+inet/.test(line.text)) return nothing;
		return /^\s+\S/.test(line.text) && !mentionsAddress(line.text) ? nothing : undefined;
	};
}

/** `ifconfig` of Linux, macOS and the BSDs: the first line of an interface. */
export const ifconfig: LineReader = (line) => {
	const name =
		/^([A-Za-z][\w.:-]*?):?\s+(?:flags=[0-9a-fx]+<|Link encap:)/.exec(line.text)?.[1] ?? undefined;
	return name === undefined ? undefined : { found: [], inside: inside(device(name)) };
};

/** The lines of `ifconfig | grep inet`, without those of the interfaces. */
export const ifconfigLine: LineReader = (line) =>
	/^\s*inet6?\s/.test(line.text) ? address(line, undefined) : undefined;
