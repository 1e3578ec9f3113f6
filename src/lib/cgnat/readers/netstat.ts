import { readAbbreviated, readMasked, readPrefixOrAddress } from '../address-range';
import { anywhere4, anywhere6, device, found, nothing, type LineReader } from './reader';

/** The column heads of both families and the titles above them; the rest may be in any language. */
const linuxTitle = /^Kernel\b|\bGenmask\b|^Destination\s+Next Hop\b/;
const linuxRow4 =
	/^(default|\d+\.\d+\.\d+\.\d+)\s+(\S+)\s+(\d+\.\d+\.\d+\.\d+)\s+([A-Z!]+)\s+[\d-]+\s+[\d-]+\s+[\d-]+\s+(\S+)\s*$/;
const linuxRow6 = /^(\S*:\S*\/\d+)\s+(\S+)\s+([A-Z!][A-Za-z!]*)\s+-?\d+\s+\d+\s+\d+\s+(\S+)\s*$/;

/** `netstat -rn`, `netstat -6rn` and `route -n` of Linux. */
export const netstatLinux: LineReader = (line) => {
	const v4 = linuxRow4.exec(line.text);
	if (v4) {
		const [, written = '', , mask = '', , name = ''] = v4;
		const range = readMasked(written === 'default' ? '0.0.0.0' : written, mask);
		const on = /^[-*]$/.test(name) ? undefined : device(name);
		return range && { found: [found(line, written, range, 'route', on)] };
	}
	const v6 = linuxRow6.exec(line.text);
	if (v6) {
		const [, written = '', , , name = ''] = v6;
		const range = readPrefixOrAddress(written);
		return range && { found: [found(line, written, range, 'route', device(name))] };
	}
	return linuxTitle.test(line.text) ? nothing : undefined;
};

const bsdRow = /^(\S+)\s+(\S+)\s+(U[A-Za-z\d]*)\s+(.*\S)\s*$/;
const gateway = /^(link#\d+|[0-9a-f]{1,2}([:.][0-9a-f]{1,2}){5}|[\d.]+|\S*:\S*|[a-z]+\d+)$/i;

/** The interface: the first word after the flags that is neither a count nor a sign. */
function interfaceOf(rest: string): string | undefined {
	return rest.split(/\s+/).find((word) => /^[a-z][\w.-]*$/i.test(word));
}

function bsd(family: 'ipv4' | 'ipv6' | undefined): LineReader {
	return (line) => {
		if (/^Internet:?\s*$/.test(line.text)) return { found: [], inside: bsd('ipv4') };
		if (/^Internet6:?\s*$/.test(line.text)) return { found: [], inside: bsd('ipv6') };
		if (/^Routing tables?\b|^Destination\s+Gateway\s+Flags\b/.test(line.text)) return nothing;
		const parts = bsdRow.exec(line.text);
		if (!parts) return undefined;
		const [, written = '', via = '', , rest = ''] = parts;
		const name = interfaceOf(rest);
		if (!gateway.test(via) || name === undefined) return undefined;
		const v6 = family === 'ipv6' || (family === undefined && via.includes('::'));
		const text = written === 'default' ? (v6 ? anywhere6 : anywhere4) : written;
		const range = readAbbreviated(text);
		return range && { found: [found(line, written, range, 'route', device(name))] };
	};
}

/** `netstat -rn` of macOS and the BSDs, with its abbreviated destinations. */
export const netstatBsd: LineReader = bsd(undefined);
