import type { Problem } from '$lib/net';
import type { RuleSet } from '../ruleset';
import { warning } from './warning';

/** Programs that write their own rules, by the names of their chains. */
const owners: readonly { readonly name: string; readonly chains: RegExp }[] = [
	{ name: 'Docker', chains: /^DOCKER/ },
	{ name: 'Tailscale', chains: /^ts-/ },
	{ name: 'ufw', chains: /^ufw6?-/ },
	{
		name: 'firewalld',
		chains:
			/^(IN|FWD[IO]?|PRE|POST|OUT)_|^(INPUT|FORWARD|OUTPUT|PREROUTING|POSTROUTING)_(direct|ZONES|IN_ZONES|OUT_ZONES|POLICIES)/
	},
	{ name: 'Kubernetes', chains: /^(KUBE-|CNI-|cali-|CILIUM_|FLANNEL)/ },
	{ name: 'fail2ban', chains: /^(f2b-|fail2ban-)/ },
	{ name: 'libvirt', chains: /^LIBVIRT_/ },
	{ name: 'Podman', chains: /^(NETAVARK|PODMAN)/ }
];

/** The program that owns a chain, judged by its name; undefined for any other chain. */
export function chainOwner(chain: string): string | undefined {
	return owners.find(({ chains }) => chains.test(chain))?.name;
}

/** Chains that another program writes: their contents are lost when it runs next. */
export function* chainsOfOthers(ruleSet: RuleSet): Generator<Problem> {
	const reported = new Set<string>();
	for (const table of ruleSet.tables) {
		for (const chain of table.chains) {
			const owner = chainOwner(chain.name);
			const [first] = chain.rules;
			if (owner === undefined || !first || reported.has(owner)) continue;
			reported.add(owner);
			yield {
				...warning(
					'owned-chain',
					first.origin,
					`The chain ${chain.name} belongs to ${owner}, which rewrites it whenever it starts.`,
					`Change the rules in ${owner} itself, or put yours in a chain of your own.`
				),
				severity: 'info'
			};
		}
	}
}
