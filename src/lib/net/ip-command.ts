/**
 * Lines of `ip addr`, as print_linkinfo and print_addrinfo of iproute2 write them:
 * https://git.kernel.org/pub/scm/network/iproute2/iproute2.git/tree/ip/ipaddress.c
 */

/** `2: eth0@if3: <BROADCAST,UP> mtu 1500 ...`: the first line of an interface. */
export type LinkLine = {
	readonly name: string;
	readonly flags: readonly string[];
	/** The text after the flags. */
	readonly rest: string;
};

/** `inet 192.0.2.10/24 brd ... scope global eth0`; with `-o`, after the number and the interface. */
export type AddressLine = {
	/** At the start of the line, with `-o`. */
	readonly name: string | undefined;
	readonly family: 'ipv4' | 'ipv6';
	/** With its prefix length, unless there is a peer. */
	readonly address: string;
	/** The other end, with the prefix length of both. */
	readonly peer: string | undefined;
	/** The name of the interface or an alias of it; only IPv4 addresses have a label. */
	readonly label: string | undefined;
	readonly rest: string;
};

const link = /^\s*\d+:\s+([^\s:@]+)(?:@[^\s:]+)?:\s+<([^>]*)>(.*)$/;
const address = /^\s*(?:\d+:\s+([^\s:@]+)(?:@\S+)?\s+)?inet(6?)\s+(\S+)(?:\s+peer\s+(\S+))?(.*)$/;

export function readLinkLine(text: string): LinkLine | undefined {
	const [, name, flags = '', rest = ''] = link.exec(text) ?? [];
	return name === undefined ? undefined : { name, flags: flags.split(','), rest };
}

export function readAddressLine(text: string): AddressLine | undefined {
	const [, name, six, own, peer, rest = ''] = address.exec(text) ?? [];
	if (own === undefined) return undefined;
	// With `-o`, a backslash replaces each line break.
	const label = /\bscope\s+\S+.*?\s(\S+?)\s*$/.exec(rest.replace(/\\.*$/, ''))?.[1];
	const family = six === '' ? 'ipv4' : 'ipv6';
	return { name, family, address: own, peer, label: six === '' ? label : undefined, rest };
}
