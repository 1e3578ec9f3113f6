/** Every match and target: a new one is one file and one row here. */
import type { MatchExtension, TargetExtension } from '../extension';
import type { Family } from '../ruleset';
import { addrtype } from './addrtype';
import { ah, ah6 } from './ah';
import { AUDIT } from './audit-target';
import { bpf } from './bpf';
import { cgroup } from './cgroup';
import { CHECKSUM } from './checksum-target';
import { CLASSIFY } from './classify-target';
import { cluster } from './cluster';
import { CLUSTERIP } from './clusterip-target';
import { comment } from './comment';
import { connbytes } from './connbytes';
import { connlabel } from './connlabel';
import { connlimit } from './connlimit';
import { connmark } from './connmark';
import { CONNMARK } from './connmark-target';
import { CONNSECMARK } from './connsecmark-target';
import { conntrack } from './conntrack';
import { cpu } from './cpu';
import { CT } from './ct-target';
import { dccp } from './dccp';
import { devgroup } from './devgroup';
import { DNAT } from './dnat-target';
import { DNPT } from './dnpt-target';
import { dscp } from './dscp';
import { DSCP } from './dscp-target';
import { dst } from './dst';
import { ecn } from './ecn';
import { ECN } from './ecn-target';
import { esp } from './esp';
import { eui64 } from './eui64';
import { frag } from './frag';
import { hashlimit } from './hashlimit';
import { hbh } from './hbh';
import { helper } from './helper';
import { hl } from './hl';
import { HL } from './hl-target';
import { HMARK } from './hmark-target';
import { icmp } from './icmp';
import { icmp6 } from './icmp6';
import { IDLETIMER } from './idletimer-target';
import { ipcomp } from './ipcomp';
import { iprange } from './iprange';
import { ipv6header } from './ipv6header';
import { ipvs } from './ipvs';
import { LED } from './led-target';
import { length } from './length';
import { limit } from './limit';
import { LOG } from './log-target';
import { mac } from './mac';
import { mark } from './mark';
import { MARK } from './mark-target';
import { MASQUERADE } from './masquerade-target';
import { mh } from './mh';
import { multiport } from './multiport';
import { NETMAP } from './netmap-target';
import { nfacct } from './nfacct';
import { NFLOG } from './nflog-target';
import { NFQUEUE } from './nfqueue-target';
import { NOTRACK } from './notrack-target';
import { osf } from './osf';
import { owner } from './owner';
import { physdev } from './physdev';
import { pkttype } from './pkttype';
import { policy } from './policy';
import { quota } from './quota';
import { rateest } from './rateest';
import { RATEEST } from './rateest-target';
import { realm } from './realm';
import { recent } from './recent';
import { REDIRECT } from './redirect-target';
import { REJECT } from './reject-target';
import { rpfilter } from './rpfilter';
import { rt } from './rt';
import { sctp } from './sctp';
import { SECMARK } from './secmark-target';
import { set } from './set';
import { SET } from './set-target';
import { SNAT } from './snat-target';
import { SNPT } from './snpt-target';
import { socket } from './socket';
import { srh } from './srh';
import { state } from './state';
import { statistic } from './statistic';
import { string } from './string';
import { SYNPROXY } from './synproxy-target';
import { tcp } from './tcp';
import { tcpmss } from './tcpmss';
import { TCPMSS } from './tcpmss-target';
import { TCPOPTSTRIP } from './tcpoptstrip-target';
import { TEE } from './tee-target';
import { time } from './time';
import { tos } from './tos';
import { TOS } from './tos-target';
import { TPROXY } from './tproxy-target';
import { TRACE } from './trace-target';
import { ttl } from './ttl';
import { TTL } from './ttl-target';
import { u32 } from './u32';
import { udp } from './udp';
import { ULOG } from './ulog-target';

export { settle } from './settle';
export type { Settled } from './settle';

export const matchExtensions: readonly MatchExtension[] = [
	addrtype,
	ah,
	ah6,
	bpf,
	cgroup,
	cluster,
	comment,
	connbytes,
	connlabel,
	connlimit,
	connmark,
	conntrack,
	cpu,
	dccp,
	devgroup,
	dscp,
	dst,
	ecn,
	esp,
	eui64,
	frag,
	hashlimit,
	hbh,
	helper,
	hl,
	icmp,
	icmp6,
	ipcomp,
	iprange,
	ipv6header,
	ipvs,
	length,
	limit,
	mac,
	mark,
	mh,
	multiport,
	nfacct,
	osf,
	owner,
	physdev,
	pkttype,
	policy,
	quota,
	rateest,
	realm,
	recent,
	rpfilter,
	rt,
	sctp,
	set,
	socket,
	srh,
	state,
	statistic,
	string,
	tcp,
	tcpmss,
	time,
	tos,
	ttl,
	u32,
	udp
];

export const targetExtensions: readonly TargetExtension[] = [
	AUDIT,
	CHECKSUM,
	CLASSIFY,
	CLUSTERIP,
	CONNMARK,
	CONNSECMARK,
	CT,
	DNAT,
	DNPT,
	DSCP,
	ECN,
	HL,
	HMARK,
	IDLETIMER,
	LED,
	LOG,
	MARK,
	MASQUERADE,
	NETMAP,
	NFLOG,
	NFQUEUE,
	NOTRACK,
	RATEEST,
	REDIRECT,
	REJECT,
	SECMARK,
	SET,
	SNAT,
	SNPT,
	SYNPROXY,
	TCPMSS,
	TCPOPTSTRIP,
	TEE,
	TOS,
	TPROXY,
	TRACE,
	TTL,
	ULOG
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

/** The match that `-m name` loads; undefined if the family has none. */
export function matchExtension(name: string, family: Family): MatchExtension | undefined {
	return matches[family].get(name);
}

/** The target that `-j NAME` loads; undefined if the family has none. */
export function targetExtension(name: string, family: Family): TargetExtension | undefined {
	return targets[family].get(name);
}

/** The match that `-p` loads without `-m` as soon as one of its options appears. */
export function matchLoadedBy(protocol: number, family: Family): MatchExtension | undefined {
	for (const extension of matches[family].values())
		if (extension.loadedBy === protocol) return extension;
	return undefined;
}
