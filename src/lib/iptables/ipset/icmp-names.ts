/** Names of ICMP types and codes in ipset 7.22, in the order in which it searches them.
 * Source: https://git.netfilter.org/ipset/tree/lib/icmp.c and icmpv6.c */
import { ICMP } from './protocols';

const names4 = `echo-reply 0 0
pong 0 0
network-unreachable 3 0
host-unreachable 3 1
protocol-unreachable 3 2
port-unreachable 3 3
fragmentation-needed 3 4
source-route-failed 3 5
network-unknown 3 6
host-unknown 3 7
network-prohibited 3 9
host-prohibited 3 10
TOS-network-unreachable 3 11
TOS-host-unreachable 3 12
communication-prohibited 3 13
host-precedence-violation 3 14
precedence-cutoff 3 15
source-quench 4 0
network-redirect 5 0
host-redirect 5 1
TOS-network-redirect 5 2
TOS-host-redirect 5 3
echo-request 8 0
ping 8 0
router-advertisement 9 0
router-solicitation 10 0
ttl-zero-during-transit 11 0
ttl-zero-during-reassembly 11 1
ip-header-bad 12 0
required-option-missing 12 1
timestamp-request 13 0
timestamp-reply 14 0
address-mask-request 17 0
address-mask-reply 18 0`;
const names6 = `no-route 1 0
communication-prohibited 1 1
address-unreachable 1 3
port-unreachable 1 4
packet-too-big 2 0
ttl-zero-during-transit 3 0
ttl-zero-during-reassembly 3 1
bad-header 4 0
unknown-header-type 4 1
unknown-option 4 2
echo-request 128 0
ping 128 0
echo-reply 129 0
pong 129 0
router-solicitation 133 0
router-advertisement 134 0
neighbour-solicitation 135 0
neigbour-solicitation 135 0
neighbour-advertisement 136 0
neigbour-advertisement 136 0
redirect 137 0`;

interface Named {
	readonly name: string;
	/** Type and code as an element holds them, in place of the port. */
	readonly port: number;
}

function read(text: string): readonly Named[] {
	return text.split('\n').map((line) => {
		const [name = '', type, code] = line.split(' ');
		return { name, port: (Number(type) << 8) | Number(code) };
	});
}

const icmp = read(names4);
const icmp6 = read(names6);

function namesOf(protocol: number): readonly Named[] {
	return protocol === ICMP ? icmp : icmp6;
}

/** The first name with this prefix, case-insensitive. */
export function icmpByName(protocol: number, text: string): number | undefined {
	const begun = text.toLowerCase();
	return namesOf(protocol).find(({ name }) => name.toLowerCase().startsWith(begun))?.port;
}

/** How an element prints type and code. */
export function printIcmp(protocol: number, port: number): string {
	const named = namesOf(protocol).find((each) => each.port === port);
	return named?.name ?? `${port >> 8}/${port & 255}`;
}
