import type { Problem } from '$lib/net';
import type { RuleSet } from '../ruleset';
import { warning } from './warning';

/** Built-in chains that -E has hidden from iptables. */
export function* renamedBuiltIns({ family, tables }: RuleSet): Generator<Problem> {
	for (const { name: table, renamed = [] } of tables) {
		for (const { name, hook, renamedBy } of renamed) {
			yield warning(
				'renamed-built-in',
				renamedBy,
				`${hook} acts on under the name ${name}, with its rules and its policy, but no command of iptables shows it any more, and none but -F of the whole table changes it; the next rule for ${hook} goes to a new chain, which packets come to first.`,
				`Built-in chains keep their names. nft delete chain ${family === 'ipv4' ? 'ip' : 'ip6'} ${table} ${name} takes it away again, as does a dump that iptables-restore loads without --noflush.`
			);
		}
	}
}
