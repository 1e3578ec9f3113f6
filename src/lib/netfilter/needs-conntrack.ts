/** Which rules make the kernel track connections at all (nf_ct_netns_get). */
import type { RuleSet } from '../iptables';

const matches: ReadonlySet<string> = new Set([
	'cluster',
	'connbytes',
	'connlabel',
	'connlimit',
	'connmark',
	'conntrack',
	'helper',
	'state'
]);
const targets: ReadonlySet<string> = new Set([
	'CONNMARK',
	'CONNSECMARK',
	'DNAT',
	'MASQUERADE',
	'NETMAP',
	'REDIRECT',
	'SNAT',
	'SYNPROXY'
]);

export function needsConntrack({ tables }: RuleSet): boolean {
	return tables.some(({ chains, renamed = [] }) =>
		[...chains, ...renamed].some(({ rules }) =>
			rules.some(
				(rule) =>
					rule.matches.some(({ extension }) => matches.has(extension)) ||
					(rule.target?.kind === 'extension' && needsIt(rule.target))
			)
		)
	);
}

function needsIt({
	extension,
	options
}: {
	readonly extension: string;
	readonly options: readonly { readonly option: string }[];
}): boolean {
	if (extension === 'CT') return !options.some(({ option }) => option === 'notrack');
	return targets.has(extension);
}
