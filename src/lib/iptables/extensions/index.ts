/** Every match and target: a new one is one file and one row here. */
import type { MatchExtension, TargetExtension } from '../extension';
import type { Family } from '../ruleset';
import { addrtype } from './addrtype';
import { comment } from './comment';
import { connbytes } from './connbytes';
import { connlimit } from './connlimit';
import { connmark } from './connmark';
import { CONNMARK } from './connmark-target';
import { conntrack } from './conntrack';
import { CT } from './ct-target';
import { DNAT } from './dnat-target';
import { dscp } from './dscp';
import { DSCP } from './dscp-target';
import { hashlimit } from './hashlimit';
import { hl } from './hl';
import { HL } from './hl-target';
import { icmp } from './icmp';
import { icmp6 } from './icmp6';
import { iprange } from './iprange';
import { length } from './length';
import { limit } from './limit';
import { LOG } from './log-target';
import { mark } from './mark';
import { MARK } from './mark-target';
import { MASQUERADE } from './masquerade-target';
import { multiport } from './multiport';
import { NOTRACK } from './notrack-target';
import { owner } from './owner';
import { pkttype } from './pkttype';
import { quota } from './quota';
import { recent } from './recent';
import { REDIRECT } from './redirect-target';
import { REJECT } from './reject-target';
import { sctp } from './sctp';
import { SNAT } from './snat-target';
import { state } from './state';
import { statistic } from './statistic';
import { tcp } from './tcp';
import { tos } from './tos';
import { TOS } from './tos-target';
import { ttl } from './ttl';
import { TTL } from './ttl-target';
import { udp } from './udp';

export { settle } from './settle';
export type { Settled } from './settle';

export const matchExtensions: readonly MatchExtension[] = [
	addrtype,
	comment,
	connbytes,
	connlimit,
	connmark,
	conntrack,
	dscp,
	hashlimit,
	hl,
	icmp,
	icmp6,
	iprange,
	length,
	limit,
	mark,
	multiport,
	owner,
	pkttype,
	quota,
	recent,
	sctp,
	state,
	statistic,
	tcp,
	tos,
	ttl,
	udp
];

export const targetExtensions: readonly TargetExtension[] = [
	CONNMARK,
	CT,
	DNAT,
	DSCP,
	HL,
	LOG,
	MARK,
	MASQUERADE,
	NOTRACK,
	REDIRECT,
	REJECT,
	SNAT,
	TOS,
	TTL
];

/** By every name under which -m or -j loads it. */
function byName<E extends MatchExtension | TargetExtension>(
	extensions: readonly E[],
	family: Family
): ReadonlyMap<string, E> {
	return new Map(
		extensions
			.filter(({ families }) => families.includes(family))
			.flatMap((each) => [each.name, ...each.aliases].map((name) => [name, each] as const))
	);
}

const matches = { ipv4: byName(matchExtensions, 'ipv4'), ipv6: byName(matchExtensions, 'ipv6') };
const targets = { ipv4: byName(targetExtensions, 'ipv4'), ipv6: byName(targetExtensions, 'ipv6') };

/** The match that `-m name` loads; undefined when there is none for the family. */
export function matchExtension(name: string, family: Family): MatchExtension | undefined {
	return matches[family].get(name);
}

/** The target that `-j NAME` loads; undefined when there is none for the family. */
export function targetExtension(name: string, family: Family): TargetExtension | undefined {
	return targets[family].get(name);
}

/** The match that `-p` loads without `-m` as soon as one of its options is met. */
export function matchLoadedBy(protocol: number, family: Family): MatchExtension | undefined {
	for (const extension of matches[family].values())
		if (extension.loadedBy === protocol) return extension;
	return undefined;
}
