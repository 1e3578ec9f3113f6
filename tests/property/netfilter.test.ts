import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read } from '$lib/iptables';
import {
	defaultHost,
	outcomeKey,
	printHost,
	printPacket,
	readHost,
	readPacket,
	simulate,
	type OpenField,
	type Packet
} from '$lib/netfilter';

const address = fc.constantFrom(0xc633_6407, 0xc000_0201, 0xc000_024d, 0x0808_0808, 0x6440_0117);
const port = fc.constantFrom(22, 53, 80, 443, 1024, 50_000, 65_535);
const packet: fc.Arbitrary<Packet> = fc.record({
	family: fc.constant('ipv4' as const),
	direction: fc.constant('in' as const),
	in: fc.constantFrom('eth0', 'zcctun0'),
	src: address,
	dst: fc.constantFrom(0xc000_020a, 0x6440_0001),
	protocol: fc.constantFrom(6, 17),
	sport: port,
	dport: port
});
const openable: readonly OpenField[] = ['src', 'dst', 'sport', 'dport', 'in', 'protocol'];

const condition = fc.oneof(
	fc.constantFrom('-i eth0', '! -i eth0', '-i zcc+', '-s 192.0.2.0/24', '! -s 198.51.100.7'),
	fc.constantFrom('-d 192.0.2.10', '-d 100.64.0.0/16', '! -d 100.64.0.1', '-p tcp', '! -p udp'),
	fc.constantFrom('-p tcp --dport 22', '-p udp --dport 50:100', '-p tcp ! --sport 1024:65535'),
	fc.constantFrom('-p udp -m multiport --ports 53,443', '-m conntrack --ctstate NEW')
);
const target = fc.constantFrom('-j ACCEPT', '-j DROP', '-j REJECT', '', '-j RETURN');
const rules = fc
	.array(fc.tuple(condition, target), { minLength: 1, maxLength: 6 })
	.map((list) => list.map(([what, then]) => `iptables -A INPUT ${what} ${then}`).join('\n'));

function verdicts(text: string, sent: Packet) {
	const { ruleSets } = read(text);
	const steps = [{ kind: 'packet', packet: sent } as const];
	return simulate({ ruleSets, host: defaultHost, steps, traced: false }).packets[0];
}

describe('open fields', () => {
	it('have the verdict of every packet that fits among their cases', () => {
		fc.assert(
			fc.property(rules, packet, fc.subarray([...openable]), (text, known, open) => {
				const [one] = verdicts(text, known)?.cases ?? [];
				const { cases = [], cut = false } = verdicts(text, { ...known, open }) ?? {};
				if (!one || cut) return;
				expect(cases.map(({ passage }) => outcomeKey(passage))).toContain(outcomeKey(one.passage));
			}),
			{ numRuns: 150 }
		);
	});
});

describe('texts', () => {
	it('print and read back packets', () => {
		fc.assert(
			fc.property(packet, fc.subarray([...openable]), (known, open) => {
				const printed = printPacket(open.length > 0 ? { ...known, open } : known);
				const { value, problems } = readPacket(printed);
				expect(problems).toEqual([]);
				expect(value && printPacket(value)).toBe(printed);
			})
		);
	});

	it('never fail on what a user types', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				readPacket(text);
				readHost(text);
			})
		);
	});

	it('print and read back the host', () => {
		const text = printHost(defaultHost);
		expect(readHost(text).problems).toEqual([]);
		expect(printHost(readHost(text).value)).toBe(text);
	});
});
