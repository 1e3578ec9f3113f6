import { readPrefixOrAddress } from '../address-range';
import { anywhere4, anywhere6, device, found, nothing, type LineReader } from './reader';

const types = 'local|broadcast|multicast|anycast|unicast|blackhole|unreachable|prohibit|throw|nat';
const route = new RegExp(
	`^\\s*(?:(${types})\\s+)?(default|[0-9a-fA-F.:]+(?:/\\d+)?)(?:\\s+(.*))?$`
);
/** Words that can follow a destination; the first of them distinguishes a route from a listed prefix. */
const option =
	/^(via|dev|proto|scope|src|metric|table|linkdown|onlink|dead|nhid|encap|mtu|advmss|pref|tos|realm|realms|error|expires|from|pervasive|offload|rt_offload|cache|inet6)\b/;

/** `ip route`, `ip -6 route`, `ip route show table all`. */
export const ipRoute: LineReader = (line) => {
	if (/^\s+nexthop\s+(via|dev)\s/.test(line.text)) return nothing;
	const parts = route.exec(line.text);
	if (!parts) return undefined;
	const [, type, written = '', options = ''] = parts;
	if (type === undefined && !option.test(options)) return undefined;
	if (options !== '' && !option.test(options)) return undefined;
	const v6 = /\b(?:via|src|from)\s+(?:inet6\s+)?\S*:/.test(options) || options.includes(' pref ');
	const text = written === 'default' ? (v6 ? anywhere6 : anywhere4) : written;
	const range = readPrefixOrAddress(text);
	if (!range) return undefined;
	const name = /(?:^|\s)dev\s+(\S+)/.exec(options)?.[1];
	return {
		found: [found(line, written, range, 'route', name === undefined ? undefined : device(name))]
	};
};
