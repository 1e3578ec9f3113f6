import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { read } from '$lib/iptables';
import {
	because,
	defaultHost,
	readHost,
	readPacket,
	sayCopy,
	sayField,
	sayVerdict,
	simulate,
	unknownsOf,
	type PacketResult,
	type Packet
} from '$lib/netfilter';

/**
 * Blocks of: `# title`; commands; `@` lines of the host; then for each packet `> line`, `==> verdict`
 * and, where given, `?? because`, `!! what is unknown`, `>> addresses after the last hook`,
 * `++ the copy that comes back`.
 */
interface Case {
	readonly title: string;
	readonly rules: string[];
	readonly host: string[];
	readonly packets: { line: string; expected: string[] }[];
}

function cases(): Case[] {
	const found: Case[] = [];
	for (const line of readFileSync('tests/cases/netfilter/verdicts.txt', 'utf8').split('\n')) {
		const last = found.at(-1);
		if (line.startsWith('# '))
			found.push({ title: line.slice(2), rules: [], host: [], packets: [] });
		else if (line.startsWith('> ')) last?.packets.push({ line: line.slice(2), expected: [] });
		else if (/^(==>|\?\?|!!|>>|\+\+) /.test(line)) last?.packets.at(-1)?.expected.push(line);
		else if (line.startsWith('@ ')) last?.host.push(line.slice(2));
		else if (line !== '') last?.rules.push(line);
	}
	return found;
}

function described(line: string): Packet {
	const { value, problems } = readPacket(line);
	if (!value) throw new Error(`${line}: ${problems.map(({ message }) => message).join(' ')}`);
	return value;
}

function addresses(result: PacketResult): string {
	const final = result.cases[0]?.passage.final;
	if (!final) return 'nowhere';
	const end = (address: typeof final.src, port: typeof final.sport) =>
		`${sayField('src', address ?? 0)}:${port ?? '*'}`;
	return `${end(final.src, final.sport)} > ${end(final.dst, final.dport)}`;
}

describe('verdicts in words', () => {
	it.each(cases())('$title', ({ rules, host, packets }) => {
		const { ruleSets, ipsets } = read(rules.join('\n'));
		const machine = host.length > 0 ? readHost(host.join('\n')) : undefined;
		expect(machine?.problems ?? []).toEqual([]);
		const steps = packets.map(({ line }) => ({ kind: 'packet', packet: described(line) }) as const);
		const at = machine?.value ?? defaultHost;
		const results = simulate({ ruleSets, ipsets, host: at, steps }).packets;
		const found = results.map((result, i) => {
			const passage = result.cases[0]?.passage;
			const family = steps[i]?.packet.family ?? 'ipv4';
			const kinds = packets[i]?.expected.map((line) => line.slice(0, line.indexOf(' '))) ?? [];
			return kinds.map((kind) => {
				if (kind === '==>') return `==> ${sayVerdict(result)}`;
				if (kind === '!!') return `!! ${unknownsOf(result).join('; ')}`;
				if (kind === '++') return `++ ${(passage && sayCopy(passage)) ?? 'no copy'}`;
				if (kind === '>>') return `>> ${addresses(result)}`;
				return `?? ${passage ? because(passage, ruleSets[family]) : ''}`;
			});
		});
		expect(found).toEqual(packets.map(({ expected }) => expected));
	});
});
