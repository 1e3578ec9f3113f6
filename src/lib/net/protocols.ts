/**
 * Protocol names as Debian's netbase 6.4 gives them in /etc/protocols: name, number, aliases.
 * Source: https://salsa.debian.org/md/netbase/-/blob/master/etc/protocols
 */
const table = `
ip 0 IP
hopopt 0 HOPOPT
icmp 1 ICMP
igmp 2 IGMP
ggp 3 GGP
ipencap 4 IP-ENCAP
st 5 ST
tcp 6 TCP
egp 8 EGP
igp 9 IGP
pup 12 PUP
udp 17 UDP
hmp 20 HMP
xns-idp 22 XNS-IDP
rdp 27 RDP
iso-tp4 29 ISO-TP4
dccp 33 DCCP
xtp 36 XTP
ddp 37 DDP
idpr-cmtp 38 IDPR-CMTP
ipv6 41 IPv6
ipv6-route 43 IPv6-Route
ipv6-frag 44 IPv6-Frag
idrp 45 IDRP
rsvp 46 RSVP
gre 47 GRE
esp 50 IPSEC-ESP
ah 51 IPSEC-AH
skip 57 SKIP
ipv6-icmp 58 IPv6-ICMP
ipv6-nonxt 59 IPv6-NoNxt
ipv6-opts 60 IPv6-Opts
rspf 73 RSPF CPHB
vmtp 81 VMTP
eigrp 88 EIGRP
ospf 89 OSPFIGP
ax.25 93 AX.25
ipip 94 IPIP
etherip 97 ETHERIP
encap 98 ENCAP
pim 103 PIM
ipcomp 108 IPCOMP
vrrp 112 VRRP
l2tp 115 L2TP
isis 124 ISIS
sctp 132 SCTP
fc 133 FC
mobility-header 135 Mobility-Header
udplite 136 UDPLite
mpls-in-ip 137 MPLS-in-IP
manet 138
hip 139 HIP
shim6 140 Shim6
wesp 141 WESP
rohc 142 ROHC
ethernet 143 Ethernet
`;

/**
 * Names that iptables knows by itself, before it consults /etc/protocols; if a number has several
 * names, iptables prints the first.
 * Source: xtables_chain_protos, https://git.netfilter.org/iptables/tree/libxtables/xtables.c
 */
const builtIn: readonly (readonly [string, number])[] = [
	['tcp', 6],
	['sctp', 132],
	['udp', 17],
	['udplite', 136],
	['icmp', 1],
	['ipv6-icmp', 58],
	['icmpv6', 58],
	['esp', 50],
	['ah', 51],
	['mobility-header', 135],
	['ipv6-mh', 135],
	['mh', 135],
	['dccp', 33],
	['ipcomp', 108],
	['all', 0]
];

const rows = table
	.trim()
	.split('\n')
	.map((line) => {
		const [name = '', number = '', ...aliases] = line.split(' ');
		return { name, number: Number(number), aliases };
	});

const numbers = new Map<string, number>();
for (const [name, number] of builtIn) numbers.set(name, number);
for (const { name, number, aliases } of rows) {
	for (const each of [name, ...aliases]) if (!numbers.has(each)) numbers.set(each, number);
}

const builtInNames = new Map<number, string>();
for (const [name, number] of builtIn) {
	if (!builtInNames.has(number)) builtInNames.set(number, name);
}
const listedNames = new Map<number, string>();
for (const { name, number } of rows) {
	if (!listedNames.has(number)) listedNames.set(number, name);
}

/** The number of a protocol name, 0 to 255; case-sensitive (iptables lowercases it first). */
export function protocolNumber(name: string): number | undefined {
	return numbers.get(name);
}

/** iptables' own name for a protocol; 1.8.11 prints only these in saved rules. */
export function builtInProtocolName(number: number): string | undefined {
	return builtInNames.get(number);
}

/** The name of a protocol in /etc/protocols, as getprotobynumber(3) finds it. */
export function listedProtocolName(number: number): string | undefined {
	return listedNames.get(number);
}

/** The best name available: iptables' own, else the one in /etc/protocols. */
export function protocolName(number: number): string | undefined {
	return builtInNames.get(number) ?? listedNames.get(number);
}

/** All names in lower case, for completion. */
export function protocolNames(): readonly string[] {
	return [...new Set([...builtIn.map(([name]) => name), ...rows.map(({ name }) => name)])];
}
