/**
 * The walk through one table at one hook: ipt_do_table in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv4/netfilter/ip_tables.c
 */
import type { Effect, Hotdrop, Outcome, TableName, Test, Unknown } from '../iptables';
import { ChainFilter, filterOf } from './chain-filter';
import type { CompiledChain, CompiledRule } from './compile';
import type { InFlight } from './in-flight';
import { orUnknown } from './open-tuple';
import { newRecord, note, snapshot, type ChainRecord } from './trace';

/** The place of a rule. */
export interface Place {
	readonly table: TableName;
	readonly chain: string;
	/** From 1. */
	readonly rule: number;
}

export type Decider =
	| Place
	| { readonly table: TableName; readonly chain: string; readonly policy: 'DROP' }
	| { readonly hook: string; readonly cause: 'kernel'; readonly because: string };

export type Decision =
	| { readonly kind: 'accept' }
	| { readonly kind: 'drop'; readonly by: Decider; readonly reject: string | null };

export interface MatchedRule extends Place {
	readonly target: string | null;
}

/** What a walk finds out besides its decision. */
export interface Findings {
	readonly matched: MatchedRule[];
	readonly policies: {
		readonly table: TableName;
		readonly chain: string;
		readonly policy: 'ACCEPT' | 'DROP';
	}[];
}

/** What the walk leaves to its caller. */
export interface Walker {
	/** Whether to go on as if the test were true, when that can't be known. */
	decide(packet: InFlight, unknown: Unknown, place: Place): boolean;
	/** Carries out what a target does; a decision ends the walk. */
	apply(
		packet: InFlight,
		effect: Effect,
		place: Place
	): { readonly did: string; readonly decision?: Decision; readonly because?: string };
}

interface Frame {
	readonly chain: CompiledChain;
	readonly next: number;
	readonly record: ChainRecord | undefined;
}

const accept: Decision = { kind: 'accept' };
/** More than any rule set that the kernel loads can need: the walk always ends. */
const MOST_JUMPS = 100_000;

function targetName({ rule }: CompiledRule): string | null {
	const { target } = rule;
	if (!target) return null;
	if (target.kind === 'standard') return target.verdict;
	return target.kind === 'extension' ? target.extension : target.chain;
}

export interface WalkResult {
	readonly decision: Decision;
	readonly record: ChainRecord | undefined;
}

export function walkTable(
	base: CompiledChain,
	packet: InFlight,
	walker: Walker,
	findings: Findings | undefined,
	traced: boolean
): WalkResult {
	let chain = base;
	let rules: readonly CompiledRule[] = base.rules;
	const filtered = !traced && ChainFilter.serves(packet);
	let filter = filtered ? filterOf(rules) : undefined;
	let i = 0;
	let jumps = 0;
	const stack: Frame[] = [];
	let record = traced ? newRecord(base, snapshot(packet)) : undefined;
	const first = record;
	const end = (decision: Decision, how: ChainRecord['end']): WalkResult => {
		if (record) record.end = how;
		return { decision, record: first };
	};
	for (;;) {
		if (filter) i = filter.next(i, packet);
		const compiled = rules[i];
		if (compiled === undefined) {
			// The end of a user chain: back to the caller. The end of a built-in one: its policy.
			const frame = stack.pop();
			if (!frame) return underflow(base, record, end, findings);
			({ chain, record } = frame);
			rules = chain.rules;
			filter = filtered ? filterOf(rules) : undefined;
			i = frame.next;
			continue;
		}
		const index = i++;
		const { tests } = compiled;
		const count = tests.length;
		let passed = 0;
		let dropped: Hotdrop | undefined;
		for (; passed < count; passed++) {
			const outcome: Outcome = run(tests[passed], packet);
			if (outcome === true) continue;
			if (outcome === false) break;
			if (outcome.kind === 'hotdrop') {
				dropped = outcome;
				break;
			}
			const place = { table: chain.table, chain: chain.name, rule: compiled.number };
			if (record) note(record, index, { unknown: outcome.because });
			if (!walker.decide(packet, outcome, place)) break;
		}
		if (record) record.passed.push(passed < count ? passed : -1);
		if (dropped) {
			if (record) note(record, index, { did: 'the kernel drops the packet' });
			const by = { hook: packet.hook, cause: 'kernel', because: dropped.because } as const;
			return end({ kind: 'drop', by, reject: null }, 'verdict');
		}
		if (passed < count) continue;
		if (findings)
			findings.matched.push({
				table: chain.table,
				chain: chain.name,
				rule: compiled.number,
				target: targetName(compiled)
			});
		const { action } = compiled;
		switch (action.kind) {
			case 'none':
				continue;
			case 'accept':
				if (record) note(record, index, { did: 'ACCEPT' });
				return end(accept, 'verdict');
			case 'drop': {
				if (record) note(record, index, { did: 'DROP' });
				const by = { table: chain.table, chain: chain.name, rule: compiled.number };
				return end({ kind: 'drop', by, reject: null }, 'verdict');
			}
			case 'return': {
				if (record) {
					note(record, index, { did: 'RETURN' });
					record.end = 'return';
				}
				const frame = stack.pop();
				if (!frame) return underflow(base, record, end, findings);
				({ chain, record } = frame);
				rules = chain.rules;
				filter = filtered ? filterOf(rules) : undefined;
				i = frame.next;
				continue;
			}
			case 'jump':
			case 'goto': {
				if (++jumps > MOST_JUMPS) {
					const because = 'the chains lead in a circle';
					const by = { hook: packet.hook, cause: 'kernel', because } as const;
					return end({ kind: 'drop', by, reject: null }, 'verdict');
				}
				let called: ChainRecord | undefined;
				if (record) {
					called = newRecord(action.chain, snapshot(packet));
					record.calls.set(index, called);
					if (action.kind === 'goto') record.end = 'goto';
				}
				if (action.kind === 'jump') stack.push({ chain, next: i, record });
				chain = action.chain;
				rules = chain.rules;
				filter = filtered ? filterOf(rules) : undefined;
				i = 0;
				record = called;
				continue;
			}
			case 'effect': {
				const place = { table: chain.table, chain: chain.name, rule: compiled.number };
				const { did, decision, because } = walker.apply(packet, action.effect, place);
				if (record) {
					note(record, index, {
						did: did === '' ? action.name : did,
						...(because !== undefined && { unknown: because })
					});
					if (action.effect.kind === 'change' || action.effect.kind === 'tcp-options')
						record.snapshots.push({ from: i, packet: snapshot(packet) });
				}
				if (decision) return end(decision, 'verdict');
			}
		}
	}
}

function run(test: Test | undefined, packet: InFlight): Outcome {
	if (test === undefined) return true;
	const { variables, template } = packet;
	return variables === undefined && template === undefined
		? test(packet)
		: orUnknown(() => test(packet));
}

function underflow(
	base: CompiledChain,
	record: ChainRecord | undefined,
	end: (decision: Decision, how: ChainRecord['end']) => WalkResult,
	findings: Findings | undefined
): WalkResult {
	const policy = base.policy ?? 'ACCEPT';
	findings?.policies.push({ table: base.table, chain: base.name, policy });
	const returned = record?.end === 'return';
	const decision: Decision =
		policy === 'ACCEPT'
			? accept
			: {
					kind: 'drop',
					by: { table: base.table, chain: base.name, policy: 'DROP' },
					reject: null
				};
	return end(decision, returned ? 'return' : 'policy');
}
