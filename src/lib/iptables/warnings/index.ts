import type { Problem } from '$lib/net';
import type { Reading } from '../read';
import type { RuleSet } from '../ruleset';
import { whatFlushLeaves } from './flush';
import { ipv6LeftOpen } from './ipv6';
import { rulesThatNeverMatch } from './never-matches';
import { rulesWithoutTarget } from './no-target';
import { chainsOfOthers } from './owners';
import { renamedBuiltIns } from './renamed-built-in';
import { rulesBehindOthers } from './shadowed';
import { sshLockedOut } from './ssh';
import { MOST_OF_A_KIND } from './warning';

export { chainOwner } from './owners';

type OfRuleSet = (ruleSet: RuleSet) => Iterable<Problem>;
type OfReading = (reading: Reading) => Iterable<Problem>;

const ofRuleSets: readonly OfRuleSet[] = [
	rulesWithoutTarget,
	rulesThatNeverMatch,
	rulesBehindOthers,
	chainsOfOthers,
	renamedBuiltIns
];
const ofReadings: readonly OfReading[] = [whatFlushLeaves, ipv6LeftOpen, sshLockedOut];

function* first(problems: Iterable<Problem>): Generator<Problem> {
	let yielded = 0;
	for (const problem of problems) {
		if (yielded++ >= MOST_OF_A_KIND) return;
		yield problem;
	}
}

/**
 * What iptables accepts silently and the user may not have meant, with the reason and the fix;
 * in the order of the text, at most 200 of a kind.
 */
export function warnings(reading: Reading): readonly Problem[] {
	const { ipv4, ipv6 } = reading.ruleSets;
	const found: Problem[] = [];
	for (const look of ofRuleSets) {
		for (const ruleSet of [ipv4, ipv6]) found.push(...first(look(ruleSet)));
	}
	for (const look of ofReadings) found.push(...first(look(reading)));
	return found.sort((a, b) => a.span.line - b.span.line || a.span.column - b.span.column);
}
