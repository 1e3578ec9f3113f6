import type { Complaint } from '../extension';

/** What came of a command: nothing to say, or why the rule set does not take it. */
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
