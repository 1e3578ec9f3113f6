/** Protocols for which elements hold more than the number. */
export const ICMP = 1;
export const ICMPV6 = 58;
export const TCP = 6;
export const UDP = 17;

const ported: ReadonlySet<number> = new Set([TCP, UDP, 132, 136]);

/** TCP, UDP, SCTP and UDP-Lite: ip_set_proto_with_ports. */
export function hasPorts(protocol: number): boolean {
	return ported.has(protocol);
}
