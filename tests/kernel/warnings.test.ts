import { describe, expect, it } from 'vitest';
import { read, warnings } from '$lib/iptables';
import {
	listAt,
	numberAt,
	objectAt,
	objectsAt,
	textAt,
	type Json
} from '../../src/cli/replay/json';
import { files, scenariosIn } from './recordings';

/** Warnings that no packet matches a rule. */
const codes: ReadonlySet<string> = new Set(['shadowed', 'never-matches', 'unreached-chain']);

/** For each line of a dump: `table chain number` of the rule in it. */
function rulesByLine(dump: string): ReadonlyMap<number, string> {
	const rules = new Map<number, string>();
	const counts = new Map<string, number>();
	let table = '';
	dump.split('\n').forEach((line, index) => {
		if (line.startsWith('*')) table = line.slice(1).trim();
		const chain = /^-A (\S+)/.exec(line)?.[1];
		if (chain === undefined) return;
		const number = (counts.get(`${table} ${chain}`) ?? 0) + 1;
		counts.set(`${table} ${chain}`, number);
		rules.set(index + 1, `${table} ${chain} ${number}`);
	});
	return rules;
}

function matchedRules(result: Json): ReadonlySet<string> {
	const packets = objectsAt(result, 'packets');
	const matched = packets.flatMap((packet) => objectsAt(packet, 'matched'));
	return new Set(
		matched.map(
			(each) =>
				`${textAt(each, 'table') ?? ''} ${textAt(each, 'chain') ?? ''} ${numberAt(each, 'rule') ?? 0}`
		)
	);
}

describe('a rule that is said never to match', () => {
	it.each(files)('was matched by no packet in %s', { timeout: 60_000 }, (file) => {
		const wrong: string[] = [];
		for (const { scenario, result } of scenariosIn(file).map((recorded) => ({
			scenario: objectAt(recorded, 'scenario'),
			result: objectAt(recorded, 'result')
		}))) {
			const dump = textAt(result, 'ruleset');
			// If the rules change between packets, the dump has only the first rules.
			if (dump === undefined || listAt(scenario, 'packets').length === 0) continue;
			if (objectsAt(scenario, 'packets').some((step) => 'rules' in step)) continue;
			const reading = read(dump, {
				kind: 'save',
				family: textAt(scenario, 'family') === 'ipv6' ? 'ipv6' : 'ipv4',
				backend: textAt(scenario, 'backend') === 'nft' ? 'nft' : 'legacy'
			});
			const rules = rulesByLine(dump);
			const matched = matchedRules(result);
			for (const { code, span, message } of warnings(reading)) {
				const rule = rules.get(span.line) ?? '';
				if (codes.has(code) && matched.has(rule))
					wrong.push(`${textAt(scenario, 'name') ?? ''} ${rule}: ${message}`);
			}
		}
		expect(wrong).toEqual([]);
	});
});
