import type { Complaint } from '../extension';

/** The outcome of a command: accepted, or why the rule set refuses it. */
export type Outcome = { readonly ok: true } | ({ readonly ok: false } & Complaint);

export const done: Outcome = { ok: true };

export function refused(code: string, message: string, help: string): Outcome {
	return { ok: false, code, message, help };
}

export function noSuchChain(chain: string, table: string): Outcome {
	return refused(
		'no-such-chain',
		`There is no chain ${chain} in the ${table} table.`,
		`Make it first: -t ${table} -N ${chain}.`
	);
}

export function chainExists(chain: string, table: string): Outcome {
	return refused(
		'chain-exists',
		`There is a chain ${chain} in the ${table} table already.`,
		`Empty it with -F ${chain}, or choose another name.`
	);
}

export function count(rules: number): string {
	return rules === 1 ? 'one rule' : `${rules} rules`;
}

export function noSuchRule(chain: string, length: number): Outcome {
	return refused(
		'no-such-rule-number',
		`${chain} has ${length === 0 ? 'no rules' : count(length)}.`,
		'Rules are counted from 1; -L --line-numbers shows them.'
	);
}

export function badPolicy(policy: string): Outcome {
	return refused('bad-policy', `“${policy}” is not a policy.`, 'A policy is ACCEPT or DROP.');
}

export function notBuiltIn(chain: string): Outcome {
	return refused(
		'policy-of-user-chain',
		`${chain} is not a built-in chain, and only those have a policy.`,
		'End the chain with a rule without conditions instead.'
	);
}
