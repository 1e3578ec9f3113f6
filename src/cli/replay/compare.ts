/** Compares what the kernel did with a packet with what the engine found. */
import { PROTOCOL, flagsText, hasIcmpId, type Passage, type Snapshot } from '$lib/netfilter';
import { sayAddress } from '$lib/net';
import { isObject, numberAt, objectAt, objectsAt, textAt, textsAt, type Json } from './json';
import type { Scenario } from './scenario';

/** The name of what is compared, what the kernel did, what the engine found. */
export type Row = readonly [string, string, string];

const finalFields = ['ttl', 'tos', 'mark', 'in', 'out'] as const;
const natFields = ['src', 'dst', 'sport', 'dport', 'icmpId'] as const;

function shown(snapshot: Snapshot, field: (typeof natFields)[number]): string | number | null {
	const value = snapshot[field];
	if (value === null || value === undefined) return null;
	if (field === 'src' || field === 'dst') return sayAddress(value);
	return Number(value);
}

function translation({ injected, final }: Passage, random: ReadonlySet<string>): string {
	if (!final) return '';
	const changes = natFields.flatMap((field) => {
		const before = shown(injected, field);
		const after = shown(final, field);
		if (before === null || after === null || before === after) return [];
		if (field === 'icmpId' && !hasIcmpId(final.protocol ?? 0, final.icmpType ?? -1)) return [];
		return [`${field} ${random.has(field) ? 'random' : String(after)}`];
	});
	return changes.join(', ');
}

function expectedTranslation(found: Json, random: ReadonlySet<string>): string {
	const nat = objectAt(found, 'nat');
	return natFields
		.filter((field) => field in nat)
		.map((field) => `${field} ${random.has(field) ? 'random' : String(nat[field])}`)
		.join(', ');
}

function matchedText(found: readonly Json[]): string {
	return found
		.map(
			(each) =>
				`${textAt(each, 'table') ?? ''}:${textAt(each, 'chain') ?? ''}:${String(each['rule'])}`
		)
		.join(' ');
}

function policyText(found: readonly Json[]): string {
	return found
		.map((each) => [textAt(each, 'table'), textAt(each, 'chain'), textAt(each, 'policy')].join(':'))
		.join(' ');
}

/** A recording can't distinguish a queued fragment from one lost after PREROUTING. */
function lostAs(found: Json, { lost }: Passage): string {
	const fragment = 'fragment' in objectAt(found, 'injected');
	const unseen = lost === 'routing-after-PREROUTING' || lost === 'fragment-queued';
	const recorded = String(found['lost']);
	const queued = recorded === 'fragment-queued' || recorded === 'routing-after-PREROUTING';
	return fragment && unseen && queued ? recorded : String(lost);
}

/** The kernel's replies, errors and resets only: it also sends group and neighbour messages. */
function answersOf(found: Json): string {
	return objectsAt(found, 'replies')
		.flatMap((reply) => {
			const protocol = numberAt(reply, 'protocol');
			const type = numberAt(reply, 'icmpType') ?? -1;
			const ends = `${textAt(reply, 'src') ?? ''} > ${textAt(reply, 'dst') ?? ''}`;
			if (protocol === PROTOCOL.tcp) {
				const flags = textsAt(reply, 'flags').join('+');
				return [`${ends} ${String(reply['sport'])} ${String(reply['dport'])} ${flags}`];
			}
			const isError =
				protocol === PROTOCOL.icmp
					? type === 3 || type === 11 || type === 12
					: protocol === PROTOCOL.icmpv6 && type >= 1 && type <= 4;
			return isError ? [`${ends} type ${type} code ${String(reply['icmpCode'])}`] : [];
		})
		.join('; ');
}

function sayAnswer({ answer }: Passage): string {
	if (!answer) return '';
	const ends = `${sayAddress(answer.src)} > ${sayAddress(answer.dst)}`;
	if (answer.kind === 'icmp') return `${ends} type ${answer.type} code ${answer.code}`;
	const { sport, dport, tcpFlags } = answer;
	return `${ends} ${sport} ${dport} ${flagsText(tcpFlags)}`;
}

/** Everything that the recording holds, each with what the engine found. */
export function comparisons(
	found: Json,
	passage: Passage | undefined,
	scenario: Scenario
): readonly Row[] {
	if (!passage) return [['packet', 'sent', 'not sent']];
	const random = new Set(textsAt(found, 'random'));
	const tracked = scenario.host.conntrack === 'always';
	const final = objectAt(found, 'final');
	const rows: Row[] = [];
	const compare = (field: string, expected: string, answer: string) => {
		if (found[field] !== undefined) rows.push([field, expected, answer]);
	};
	compare('verdict', String(found['verdict']), passage.verdict);
	compare(
		'matched',
		matchedText(objectsAt(found, 'matched')),
		passage.matched.map(({ table, chain, rule }) => `${table}:${chain}:${rule}`).join(' ')
	);
	compare(
		'policy',
		policyText(objectsAt(found, 'policy')),
		passage.policies.map(({ table, chain, policy }) => `${table}:${chain}:${policy}`).join(' ')
	);
	compare('delivered', String(found['delivered']), String(passage.delivered));
	compare('lost', String(found['lost']), lostAs(found, passage));
	compare('nat', expectedTranslation(found, random), translation(passage, random));
	// The kernel's own errors are rate limited; REJECT's answers are not.
	if (passage.verdict === 'REJECT') compare('replies', answersOf(found), sayAnswer(passage));
	if (tracked) {
		compare('ctstate', String(found['ctstate']), String(passage.state));
		compare('ctdir', String(found['ctdir']), String(passage.direction));
	}
	if (isObject(found['final']) && passage.final) {
		for (const field of finalFields)
			if (field in final) rows.push([field, String(final[field]), String(passage.final[field])]);
		if (tracked)
			rows.push([
				'ctmark',
				String(numberAt(final, 'ctmark') ?? null),
				String(passage.final.connmark)
			]);
	}
	return rows;
}
