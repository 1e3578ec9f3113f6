import { correctedRules } from './corrected';
import { publishedRules } from './published';

/** A rule set worth trying, with its host. */
export interface Example {
	readonly id: string;
	readonly name: string;
	/** What it shows, in one sentence. */
	readonly about: string;
	/** Where it comes from. */
	readonly source: string;
	/** Its text; those of the tools are loaded on demand. */
	readonly rules: () => Promise<string>;
	/** The output of `ip addr` and `ip route` on the machine, shortened to what matters. */
	readonly host: string;
}

const laptop = `2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500
    inet 192.0.2.10/24 scope global eth0
3: zcctun0: <POINTOPOINT,MULTICAST,NOARP,UP,LOWER_UP> mtu 1420
    inet 100.64.0.1/16 scope global zcctun0
default via 192.0.2.1 dev eth0
100.64.0.0/16 dev zcctun0
`;

export const examples = [
	{
		id: 'published',
		name: 'Published hardening rules',
		about: 'The ten commands of the article, as they stand there.',
		source: 'Zscaler, Client Connector Processes to Allowlist',
		rules: () => Promise.resolve(publishedRules),
		host: laptop
	},
	{
		id: 'corrected',
		name: 'The same, corrected',
		about:
			'The same intent for all twenty ranges of the adapter, with a DHCP rule that decides, fixed policies, and IPv6.',
		source: 'The published rules, changed line by line for the reasons in their comments',
		rules: () => Promise.resolve(correctedRules),
		host: laptop
	},
	{
		id: 'ufw',
		name: 'ufw host',
		about:
			'Deny incoming; limit SSH, allow HTTPS and the adapter. What ufw makes of four commands.',
		source: 'ufw 0.36.2 of Debian 12, run; iptables-save of the result',
		rules: async () => (await import('./rules/ufw.txt?raw')).default,
		host: laptop
	},
	{
		id: 'firewalld',
		name: 'firewalld host',
		about: 'eth0 in zone public with SSH and HTTPS, zcctun0 in zone trusted.',
		source:
			'firewalld 1.3.3 of Debian 12 with the iptables back end, run; iptables-save of the result',
		rules: async () => (await import('./rules/firewalld.txt?raw')).default,
		host: laptop
	},
	{
		id: 'docker',
		name: 'Docker host',
		about: 'One container on its own network, with port 8080 of the host published to its port 80.',
		source:
			'The rules that Docker 27 documents for a published port (github.com/moby/moby, integration/network/bridge/iptablesdoc), loaded with the FORWARD policy that it sets; iptables-save of the result',
		rules: async () => (await import('./rules/docker.txt?raw')).default,
		host: `2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500
    inet 192.0.2.10/24 scope global eth0
3: docker0: <NO-CARRIER,BROADCAST,MULTICAST,UP> mtu 1500
    inet 172.17.0.1/16 scope global docker0
4: br-app: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500
    inet 172.18.0.1/16 scope global br-app
default via 192.0.2.1 dev eth0
net.ipv4.ip_forward = 1
`
	},
	{
		id: 'tailscale',
		name: 'Tailscale beside Client Connector',
		about:
			'The published rules on a host with Tailscale, whose chain drops all of 100.64.0.0/10 that does not come from tailscale0.',
		source:
			'The rules that Tailscale adds (github.com/tailscale/tailscale, util/linuxfw/iptables_runner.go), loaded over the published ones; iptables-save of the result',
		rules: async () => (await import('./rules/tailscale.txt?raw')).default,
		host: `${laptop}4: tailscale0: <POINTOPOINT,MULTICAST,NOARP,UP,LOWER_UP> mtu 1280
    inet 100.101.102.103/32 scope global tailscale0
`
	}
] as const satisfies readonly Example[];

export type ExampleId = (typeof examples)[number]['id'];
