import { spawnSync } from 'node:child_process';
import { read } from '$lib/iptables';
import { defaultHost, Stack, TCP_FLAG, type Packet } from '$lib/netfilter';
import type { Bench, Figure } from './bench';

const TRACED_RULES = 5000;
const RULES = 1000;
const PACKETS = 1_000_000;
const SENT = 100_000;

/** Rules of an ordinary kind that none of the bench's packets matches. */
function rules(count: number, chain: string): string {
	const lines = Array.from({ length: count }, (_, i) => {
		const address = `10.${(i >> 8) & 255}.${i & 255}.0/24`;
		const port = 10_000 + (i % 5000);
		switch (i % 4) {
			case 0:
				return `-A ${chain} -s ${address} -j DROP`;
			case 1:
				return `-A ${chain} -p tcp -m tcp --dport ${port} -j DROP`;
			case 2:
				return `-A ${chain} -s ${address} -p udp -m udp --dport ${port} -j ACCEPT`;
			default:
				return `-A ${chain} -p udp -m udp --sport ${port} -j REJECT`;
		}
	});
	return `*filter\n:${chain} ACCEPT [0:0]\n${lines.join('\n')}\nCOMMIT\n`;
}

/** TCP segments walk all of the address and port tests; UDP datagrams more of them. */
const segment: Packet = {
	family: 'ipv4',
	direction: 'in',
	in: 'eth0',
	src: 0xc633_6407,
	dst: 0xc000_020a,
	protocol: 6,
	sport: 50_000,
	dport: 22,
	tcpFlags: TCP_FLAG.SYN
};
const datagram: Packet = { ...segment, protocol: 17, dport: 53 };

/** Processor time of some work, in which other programs on the machine don't count. */
function milliseconds(work: () => void): number {
	const begun = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(begun);
	return (user + system) / 1000;
}

function median(values: readonly number[]): number {
	return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function traced(): Figure {
	const { ipv4 } = read(rules(TRACED_RULES, 'INPUT'), { kind: 'save' }).ruleSets;
	const stack = new Stack(ipv4, defaultHost, { record: 'trace' });
	const times = Array.from({ length: 300 }, (_, sport) =>
		milliseconds(() => stack.send({ ...segment, sport }))
	);
	return {
		what: `one packet with its trace through ${TRACED_RULES} rules`,
		value: median(times.slice(50)),
		unit: 'ms',
		held: { to: 'a millisecond', most: 1 }
	};
}

/** Packets of one connection, as in the kernel's send loop. */
function walked(): number {
	const { ipv4 } = read(rules(RULES, 'INPUT'), { kind: 'save' }).ruleSets;
	const stack = new Stack(ipv4, defaultHost, { record: 'verdict' });
	for (let i = 0; i < 2000; i++) stack.send(datagram);
	const spent = milliseconds(() => {
		for (let i = 0; i < PACKETS; i++) stack.send(datagram);
	});
	return PACKETS / (spent / 1000);
}

/** Sends datagrams to itself over lo, and prints the processor time taken, in milliseconds. */
const sender = `
const socket = require('node:dgram').createSocket('udp4');
const body = Buffer.alloc(8);
const begun = process.cpuUsage();
let left = ${SENT};
let open = 0;
function more() {
	open--;
	if (left-- > 0) { open++; socket.send(body, 53, '127.0.0.1', more); return; }
	if (open > 0) return;
	const { user, system } = process.cpuUsage(begun);
	console.log((user + system) / 1000);
	socket.close();
}
socket.bind(50000, '127.0.0.1', () => { for (let i = 0; i < 64; i++) { open++; more(); } });
`;

/** Seconds of processor time for the send loop in a namespace of its own, with the rules loaded there. */
function sent(restore: string, count: number): number | undefined {
	const script = `ip link set lo up && ${restore} && exec "$0" -e "$1"`;
	const done = spawnSync('unshare', ['-n', 'sh', '-c', script, process.execPath, sender], {
		input: rules(count, 'OUTPUT'),
		encoding: 'utf8',
		timeout: 60_000
	});
	const found = Number(done.stdout.trim().split('\n')[0]);
	return done.status === 0 && found > 0 ? found / 1000 : undefined;
}

/** The kernel's figure: the time that the rules add per packet, from a loop with and one without them. */
function kernel(restore: string): number | undefined {
	const bare = sent(restore, 0);
	const full = sent(restore, RULES);
	if (bare === undefined || full === undefined || full <= bare) return undefined;
	return SENT / (full - bare);
}

export const bench: Bench = {
	name: 'netfilter',
	async *figures() {
		await Promise.resolve();
		yield traced();
		yield {
			what: `a million packets through ${RULES} rules, whole path`,
			value: walked(),
			unit: 'packets/s'
		};
		if (process.platform !== 'linux' || process.getuid?.() !== 0) {
			yield 'the kernel’s own figure needs root on Linux';
			return;
		}
		for (const restore of ['iptables-legacy-restore', 'iptables-nft-restore']) {
			const value = kernel(restore);
			if (value === undefined) yield `${restore} gave no figure here`;
			else
				yield {
					what: `the kernel through the same ${RULES} rules (${restore})`,
					value,
					unit: 'packets/s'
				};
		}
	}
};
