/**
 * The trace of one packet: hook, table, chain, rule, test, each with its outcome. Plain data, which
 * can be cloned to and from a worker.
 */
import type { ConnectionState, Hook, Origin, TableName } from '../iptables';
import type { CompiledChain, CompiledRule } from './compile';
import type { TestLabel } from './rule-conditions';
import type { InFlight } from './in-flight';
import type { AddressNumber } from './packet';

/** The fields of a packet at one moment. `undefined`: open; `null`: it has no such field. */
export interface Snapshot {
	readonly family: 'ipv4' | 'ipv6';
	readonly src: AddressNumber | null | undefined;
	readonly dst: AddressNumber | null | undefined;
	readonly protocol: number | null | undefined;
	readonly sport: number | null | undefined;
	readonly dport: number | null | undefined;
	readonly tcpFlags: number | null | undefined;
	readonly icmpType: number | null | undefined;
	readonly icmpCode: number | null | undefined;
	readonly icmpId: number | null;
	readonly length: number | null | undefined;
	readonly ttl: number | null | undefined;
	readonly tos: number | null | undefined;
	readonly mark: number | null | undefined;
	readonly connmark: number | null | undefined;
	readonly fragmentOffset: number | null | undefined;
	readonly uid: number | null | undefined;
	readonly gid: number | null | undefined;
	readonly in: string | null | undefined;
	readonly out: string | null | undefined;
	readonly packetType: string | null | undefined;
	/** Null before conntrack has seen the packet. */
	readonly state: ConnectionState | null;
}

export function snapshot(packet: InFlight): Snapshot {
	const { protocol } = packet;
	const further = (packet.fragmentOffset ?? 0) > 0;
	return {
		family: packet.family,
		src: packet.src,
		dst: packet.dst,
		protocol,
		sport: further ? null : packet.sport,
		dport: further ? null : packet.dport,
		tcpFlags: further ? null : packet.tcpFlags,
		icmpType: packet.icmpType,
		icmpCode: packet.icmpCode,
		icmpId: packet.icmpType === null ? null : packet.icmpId,
		length: packet.length,
		ttl: packet.ttl,
		tos: packet.tos,
		mark: packet.mark,
		connmark: packet.connmark,
		fragmentOffset: packet.fragmentOffset,
		uid: packet.uid,
		gid: packet.gid,
		in: packet.in,
		out: packet.out,
		packetType: packet.packetType,
		state: packet.tracked ? packet.state : null
	};
}

export interface HookTrace {
	readonly kind: 'hook';
	readonly hook: Hook;
	readonly packet: Snapshot;
	readonly steps: readonly (TableTrace | EventTrace)[];
}

/** What the kernel does besides the rules: conntrack, translation, routing, fragments. */
export interface EventTrace {
	readonly kind: 'event';
	readonly what: 'conntrack' | 'nat' | 'routing' | 'fragment' | 'kernel' | 'confirm';
	readonly text: string;
}

export interface TableTrace {
	readonly kind: 'table';
	readonly table: TableName;
	readonly chain: ChainTrace;
}

export interface ChainTrace {
	readonly kind: 'chain';
	readonly table: TableName;
	readonly name: string;
	readonly rules: readonly RuleTrace[];
	/** How the chain was left; `verdict`: by the last rule. */
	readonly end: 'verdict' | 'policy' | 'return' | 'end' | 'goto';
	readonly policy: 'ACCEPT' | 'DROP' | null;
}

export interface RuleTrace {
	readonly kind: 'rule';
	/** From 1. */
	readonly rule: number;
	readonly origin: Origin;
	readonly matched: boolean;
	/** The test that failed; null when the rule matched. */
	readonly failed: number | null;
	readonly tests: readonly TestLabel[];
	/** The packet as the rule saw it. */
	readonly packet: Snapshot;
	/** The chain that the rule led to. */
	readonly chain: ChainTrace | null;
	/** What the rule did: `ACCEPT`, `LOG`, `mark is now 0x1`. */
	readonly did: string | null;
	/** Why the outcome is unknown, if one was assumed. */
	readonly unknown: string | null;
}

/** What the walk records while it passes through a chain; as cheap as possible. */
export interface ChainRecord {
	readonly chain: CompiledChain;
	/** One number per rule, in order: how many tests were passed; -1: all. */
	readonly passed: number[];
	readonly snapshots: { readonly from: number; readonly packet: Snapshot }[];
	readonly calls: Map<number, ChainRecord>;
	readonly notes: Map<number, { did?: string; unknown?: string }>;
	end: ChainTrace['end'];
}

export function newRecord(chain: CompiledChain, packet: Snapshot): ChainRecord {
	return {
		chain,
		passed: [],
		snapshots: [{ from: 0, packet }],
		calls: new Map(),
		notes: new Map(),
		end: 'end'
	};
}

export function note(
	record: ChainRecord,
	index: number,
	what: { did?: string; unknown?: string }
): void {
	record.notes.set(index, { ...record.notes.get(index), ...what });
}

function ruleTrace(
	compiled: CompiledRule,
	passed: number,
	packet: Snapshot,
	record: ChainRecord,
	index: number
): RuleTrace {
	const called = record.calls.size > 0 ? record.calls.get(index) : undefined;
	const noted = record.notes.size > 0 ? record.notes.get(index) : undefined;
	return {
		kind: 'rule',
		rule: compiled.number,
		origin: compiled.rule.origin,
		matched: passed < 0,
		failed: passed < 0 ? null : passed,
		tests: compiled.labels,
		packet,
		chain: called ? chainTrace(called) : null,
		did: noted?.did ?? null,
		unknown: noted?.unknown ?? null
	};
}

export function chainTrace(record: ChainRecord): ChainTrace {
	const { chain, passed, snapshots } = record;
	const rules: RuleTrace[] = [];
	let current = 0;
	for (let i = 0; i < passed.length; i++) {
		const compiled = chain.rules[i];
		if (!compiled) break;
		while ((snapshots[current + 1]?.from ?? Infinity) <= i) current++;
		const packet = snapshots[current]?.packet;
		if (packet) rules.push(ruleTrace(compiled, passed[i] ?? 0, packet, record, i));
	}
	return {
		kind: 'chain',
		table: chain.table,
		name: chain.name,
		rules,
		end: record.end,
		policy: record.end === 'policy' ? (chain.policy ?? null) : null
	};
}
