import type { Rule } from '$lib/iptables';

/** Whether a rule drops or refuses what it matches. */
export function isBlocking({ target }: Rule): boolean {
	return (
		(target?.kind === 'standard' && target.verdict === 'DROP') ||
		(target?.kind === 'extension' && target.extension === 'REJECT')
	);
}
