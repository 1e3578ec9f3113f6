/** Every match and target: a new one is one file and one row here. */
import type { MatchExtension, TargetExtension } from '../extension';
import type { Family } from '../ruleset';
import { comment } from './comment';
import { conntrack } from './conntrack';
import { icmp } from './icmp';
import { icmp6 } from './icmp6';
import { limit } from './limit';
import { LOG } from './log-target';
import { mark } from './mark';
import { MARK } from './mark-target';
import { multiport } from './multiport';
import { REJECT } from './reject-target';
import { state } from './state';
import { tcp } from './tcp';
import { udp } from './udp';

export { settle } from './settle';
export type { Settled } from './settle';

export const matchExtensions: readonly MatchExtension[] = [
	comment,
	conntrack,
	icmp,
	icmp6,
	limit,
	mark,
	multiport,
	state,
	tcp,
	udp
];

export const targetExtensions: readonly TargetExtension[] = [LOG, MARK, REJECT];

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
