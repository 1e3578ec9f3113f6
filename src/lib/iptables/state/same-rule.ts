import { printRule } from '../print';
import type { Backend, Family, Rule } from '../ruleset';

/** Whether -D and -C consider the rules equal: everything but the counters. */
export function sameRule(a: Rule, b: Rule, family: Family, backend: Backend): boolean {
	if (a.matches.length !== b.matches.length || a.target?.kind !== b.target?.kind) return false;
	if (a.header.protocol?.value !== b.header.protocol?.value) return false;
	const style = { family, backend };
	return printRule(a, style) === printRule(b, style);
}
