/**
 * The lines of `ip addr`, as print_linkinfo and print_addrinfo of iproute2 write them:
 * https://git.kernel.org/pub/scm/network/iproute2/iproute2.git/tree/ip/ipaddress.c
 */

/** `2: eth0@if3: <BROADCAST,UP> mtu 1500 ...`: what opens an interface. */
export type LinkLine = {
	readonly name: string;
	readonly flags: readonly string[];
	/** What follows the flags. */
	readonly rest: string;
};

/** `inet 192.0.2.10/24 brd ... scope global eth0`, with `-o` behind the number and the interface. */
export type AddressLine = {
	/** At the head of the line, with `-o`. */
	readonly name: string | undefined;
	readonly family: 'ipv4' | 'ipv6';
	/** With its length, unless there is a peer. */
	readonly address: string;
	/** The other end, with the length of both. */
	readonly peer: string | undefined;
	/** The interface or an alias of it, which only IPv4 addresses carry. */
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
	// What `-o` puts on the same line stands behind a backslash.
	const label = /\bscope\s+\S+.*?\s(\S+?)\s*$/.exec(rest.replace(/\\.*$/, ''))?.[1];
	const family = six === '' ? 'ipv4' : 'ipv6';
	return { name, family, address: own, peer, label: six === '' ? label : undefined, rest };
}
