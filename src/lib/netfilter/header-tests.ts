/**
 * The tests that iptables makes without an extension, in the order of ip_packet_match in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv4/netfilter/ip_tables.c
 */
import type {
	FieldName,
	FieldSet,
	HeaderMatch,
	Hotdrop,
	Invertible,
	MaskedAddress,
	Outcome,
	PacketView,
	Test
} from '../iptables';
import type { TestLabel } from './rule-conditions';
import { protocolSeenByNft } from './ipv6-headers';

function inverse(outcome: Outcome): Outcome {
	if (typeof outcome === 'boolean') return !outcome;
	if (outcome.kind === 'hotdrop' || !outcome.split) return outcome;
	return { ...outcome, split: { ...outcome.split, inverted: !outcome.split.inverted } };
}

function ask(packet: PacketView, field: FieldName, set: FieldSet, inverted: boolean): Outcome {
	const outcome = packet.ask(field, set);
	return inverted ? inverse(outcome) : outcome;
}

function sourceTest({ value, inverted }: Invertible<MaskedAddress>): Test {
	const set: FieldSet = { kind: 'masked', mask: value.mask, match: value.address };
	if (value.family === 'ipv4') {
		const { address, mask } = value;
		return (packet) => {
			const { src } = packet;
			if (typeof src === 'number') return ((src & mask) >>> 0 === address) !== inverted;
			return ask(packet, 'src', set, inverted);
		};
	}
	const { address, mask } = value;
	return (packet) => {
		const { src } = packet;
		if (typeof src === 'bigint') return ((src & mask) === address) !== inverted;
		return ask(packet, 'src', set, inverted);
	};
}

function destinationTest({ value, inverted }: Invertible<MaskedAddress>): Test {
	const set: FieldSet = { kind: 'masked', mask: value.mask, match: value.address };
	if (value.family === 'ipv4') {
		const { address, mask } = value;
		return (packet) => {
			const { dst } = packet;
			if (typeof dst === 'number') return ((dst & mask) >>> 0 === address) !== inverted;
			return ask(packet, 'dst', set, inverted);
		};
	}
	const { address, mask } = value;
	return (packet) => {
		const { dst } = packet;
		if (typeof dst === 'bigint') return ((dst & mask) === address) !== inverted;
		return ask(packet, 'dst', set, inverted);
	};
}

/** If the hook has no such interface, its name is matched as empty. */
function interfaceTest(field: 'in' | 'out', { value, inverted }: Invertible<string>): Test {
	const prefix = value.endsWith('+');
	const name = prefix ? value.slice(0, -1) : value;
	const set: FieldSet = { kind: 'names', name, prefix };
	return (packet) => {
		const found = packet[field];
		if (found === undefined) return ask(packet, field, set, inverted);
		const present = found ?? '';
		return (prefix ? present.startsWith(name) : present === name) !== inverted;
	};
}

const brokenHeaders: Hotdrop = {
	kind: 'hotdrop',
	because: 'its IPv6 extension headers end in the middle of one'
};

function protocolTest({ value, inverted }: Invertible<number>): Test {
	const set: FieldSet = { kind: 'numbers', ranges: [[value, value]] };
	return (packet) => {
		const { protocol, extensionHeaders, backend } = packet;
		if (backend === 'nft' && extensionHeaders && extensionHeaders.length > 0) {
			const seen = protocolSeenByNft(extensionHeaders, protocol);
			if (typeof seen === 'number') return (seen === value) !== inverted;
		}
		if (typeof protocol === 'number') return (protocol === value) !== inverted;
		if (protocol === null) return backend === 'legacy' && brokenHeaders;
		return ask(packet, 'protocol', set, inverted);
	};
}

function fragmentTest({ inverted }: Invertible<true>): Test {
	return (packet) => {
		const { fragmentOffset } = packet;
		return (typeof fragmentOffset === 'number' && fragmentOffset > 0) !== inverted;
	};
}

export function headerTests(header: HeaderMatch): { label: TestLabel; test: Test }[] {
	const tests: { label: TestLabel; test: Test }[] = [];
	const add = (option: string, field: FieldName, test: Test) =>
		tests.push({ label: { option, match: undefined, field }, test });
	const { source, destination, inInterface, outInterface, protocol, fragment } = header;
	if (source) add('-s', 'src', sourceTest(source));
	if (destination) add('-d', 'dst', destinationTest(destination));
	if (inInterface) add('-i', 'in', interfaceTest('in', inInterface));
	if (outInterface) add('-o', 'out', interfaceTest('out', outInterface));
	if (protocol) add('-p', 'protocol', protocolTest(protocol));
	if (fragment) add('-f', 'fragmentOffset', fragmentTest(fragment));
	return tests;
}
