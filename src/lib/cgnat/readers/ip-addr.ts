import { readAddressLine, readLinkLine } from '$lib/net';
import { readAddress, readPrefixOrAddress } from '../address-range';
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

/** The network of an address; with a peer, both ends. */
function inet(line: Line, owner: Device | undefined): Step | undefined {
	const read = readAddressLine(line.text);
	if (!read) return undefined;
	const { address, peer, label, name } = read;
	const range = readPrefixOrAddress(address);
	if (!range) return undefined;
	const named = name ?? label;
	const on = owner ?? (named === undefined ? undefined : device(named));
	const networks: Found[] = [found(line, address, range, 'address', on)];
	if (peer !== undefined) {
		const other = readPrefixOrAddress(peer);
		if (!other) return undefined;
		networks.push(found(line, peer, other, 'address', on));
	}
	return { found: networks };
}

const detail = /^\s*(link\/|valid_lft|altname|RX:|TX:|inet)|^\s{2,}\S/;

function inside(owner: Device): LineReader {
	return (line) => {
		if (/^\s*inet6?\s/.test(line.text)) {
			const step = inet(line, owner);
			// `inet 10.0.0.1 netmask ...` is ifconfig's line, not this command's.
			return line.text.includes('netmask') || line.text.includes('prefixlen') ? undefined : step;
		}
		return detail.test(line.text) && !mentionsAddress(line.text) ? nothing : undefined;
	};
}

/** `ip addr`, `ip -4 addr show`, `ip -s addr`, `ip link`. */
export const ipAddr: LineReader = (line) => {
	const link = readLinkLine(line.text);
	return link && { found: [], inside: inside(device(link.name)) };
};

/** `ip -o addr`: one line per address, starting with the interface. */
export const ipAddrOneline: LineReader = (line) => {
	if (/^\s*\d+:\s+\S+\s+link\/\w+\s/.test(line.text)) return nothing;
	return readAddressLine(line.text)?.name === undefined ? undefined : inet(line, undefined);
};

/** The lines of `ip addr | grep inet`, without those of the interfaces. */
export const ipAddrLine: LineReader = (line) =>
	/^\s*inet6?\s+\S+\/\d+(?:\s+(?:brd|scope|metric|peer)\b.*)?$/.test(line.text) ||
	/^\s*inet\s+\S+\s+peer\s/.test(line.text)
		? inet(line, undefined)
		: undefined;

const state =
	/^\s*([^\s:@]+)(?:@\S+)?\s+(?:UP|DOWN|UNKNOWN|LOWERLAYERDOWN|DORMANT|NOTPRESENT|TESTING)(?:\s+(.*?))?\s*$/;

/** `ip -br addr` and `ip -br link`. */
export const ipBrief: LineReader = (line) => {
	const parts = state.exec(line.text);
	if (!parts) return undefined;
	const [, name = '', rest = ''] = parts;
	const networks: Found[] = [];
	const words = rest.replace(/<[A-Z_,0-9-]*>/, '').split(/\s+/);
	for (let i = 0; i < words.length; i++) {
		const word = words[i] ?? '';
		if (word === '' || word === 'peer' || /^[0-9a-f]{2}(:[0-9a-f]{2})+$/i.test(word)) continue;
		if (word === 'metric') {
			i++;
			continue;
		}
		const range = word.includes('/') ? readPrefixOrAddress(word) : readAddress(word);
		if (!range) return undefined;
		networks.push(found(line, word, range, 'address', device(name)));
	}
	return { found: networks };
};
