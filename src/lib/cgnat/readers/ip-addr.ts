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

/** `inet 10.8.0.2 peer 10.8.0.1/32 ... scope global tun0`: the network, and with a peer both ends. */
function inet(line: Line, owner: Device | undefined): Step | undefined {
	const parts = /\binet6?\s+(\S+)(?:\s+peer\s+(\S+))?(.*)$/.exec(line.text);
	if (!parts) return undefined;
	const [, written = '', peer, rest = ''] = parts;
	const range = readPrefixOrAddress(written);
	if (!range) return undefined;
	// Only IPv4 addresses carry a label, the line's last word; it is the interface, or an alias of it.
	const label = /\bscope\s+\S+.*?\s(\S+?)\s*$/.exec(rest.replace(/\\.*$/, ''))?.[1];
	const on = owner ?? (range.family === 'ipv4' && label ? device(label) : undefined);
	const networks: Found[] = [found(line, written, range, 'address', on)];
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
	const name = /^\s*\d+:\s+([^\s:@]+)(?:@[^\s:]+)?:\s+<[A-Z_,0-9-]*>/.exec(line.text)?.[1];
	return name === undefined ? undefined : { found: [], inside: inside(device(name)) };
};

/** `ip -o addr`: one line an address, with the interface at its head. */
export const ipAddrOneline: LineReader = (line) => {
	const name = /^\s*\d+:\s+([^\s:@]+)(?:@\S+)?\s+(?:inet6?|link\/\w+)\s/.exec(line.text)?.[1];
	if (name === undefined) return undefined;
	return /\sinet6?\s/.test(line.text) ? inet(line, device(name)) : nothing;
};

/** The lines of `ip addr | grep inet`, without the interfaces' own. */
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
