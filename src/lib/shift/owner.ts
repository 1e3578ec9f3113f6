import { chainOwner, type Rule } from '$lib/iptables';

/** Another program that writes its own rules, and may rewrite them at any time. */
export type Owner = {
	/** As `chainOwner` names it. */
	readonly name: string;
	/** What to do about its rules instead of editing them. */
	readonly advice: string;
	/** Commands that do it, if there are any. */
	readonly commands: readonly string[];
	readonly source: string;
};

type Known = Owner & { readonly interfaces?: RegExp };

const known: readonly Known[] = [
	{
		name: 'Tailscale',
		interfaces: /^tailscale\d*$/,
		advice:
			'Tailscale drops all of 100.64.0.0/10 that does not come from its own interface, whatever range Client Connector is on, and puts its chain first again whenever it starts. Tell it to leave netfilter alone, and let its traffic through with rules of your own.',
		commands: ['sudo tailscale set --netfilter-mode=off'],
		source: 'https://tailscale.com/kb/1080/cli'
	},
	{
		name: 'Docker',
		interfaces: /^(docker\d+|br-[0-9a-f]{12})$/,
		advice:
			'Docker makes this rule from the subnet of one of its networks. Give that network, or default-address-pools and bip in /etc/docker/daemon.json, a subnet outside of 100.64.0.0/12 and 100.80.0.0/14.',
		commands: [],
		source: 'https://docs.docker.com/reference/cli/dockerd/'
	},
	{
		name: 'ufw',
		advice:
			'ufw writes this chain from its own list and overwrites what is changed in it. Change its list.',
		commands: ['sudo ufw allow in on zcctun0'],
		source: 'https://manpages.debian.org/bookworm/ufw/ufw.8.en.html'
	},
	{
		name: 'firewalld',
		advice: 'firewalld writes this chain from its zones. Change the zone.',
		commands: [
			'sudo firewall-cmd --permanent --zone=trusted --add-interface=zcctun0',
			'sudo firewall-cmd --reload'
		],
		source: 'https://firewalld.org/documentation/man-pages/firewall-cmd.html'
	},
	{
		name: 'Kubernetes',
		interfaces: /^(cni\d+|flannel[.\w]*|cali[.\w]+|cilium_\w+)$/,
		advice:
			'The network of the cluster lies in carrier-grade NAT space, and its agent rewrites this rule. Give pods or services another network.',
		commands: [],
		source: 'https://kubernetes.io/docs/concepts/cluster-administration/networking/'
	},
	{
		name: 'libvirt',
		interfaces: /^virbr\d+$/,
		advice:
			'libvirt makes this rule from the address of one of its networks. Give that network an address outside of 100.64.0.0/12 and 100.80.0.0/14, here the one named default.',
		commands: ['sudo virsh net-edit default'],
		source: 'https://libvirt.org/formatnetwork.html'
	},
	{
		name: 'Podman',
		interfaces: /^(podman\d+|cni-podman\d+)$/,
		advice:
			'Podman makes this rule from the subnet of one of its networks. Give that network, or default_subnet in /etc/containers/containers.conf, one outside of 100.64.0.0/12 and 100.80.0.0/14.',
		commands: [],
		source: 'https://docs.podman.io/en/latest/markdown/podman-network-create.1.html'
	},
	{
		name: 'fail2ban',
		advice:
			'fail2ban bans this address because of what it saw in a log. Add the ranges of Client Connector to its ignoreip.',
		commands: [],
		source: 'https://manpages.debian.org/bookworm/fail2ban/jail.conf.5.en.html'
	}
];

/** Docker creates this chain and leaves it to the administrator: https://docs.docker.com/engine/network/firewall-iptables/ */
const handed = 'DOCKER-USER';

/** Who owns a rule, judging by the name of its chain, its interfaces, or the chain that it jumps to. */
export function ownerOf(chain: string, { header, target }: Rule): Owner | undefined {
	const interfaceNames = [header.inInterface, header.outInterface].flatMap(
		(name) => name?.value ?? []
	);
	const to = target?.kind === 'jump' || target?.kind === 'goto' ? target.chain : undefined;
	const byChain = [chain, to].map(
		(each) => each !== undefined && each !== handed && chainOwner(each)
	);
	return known.find(
		({ name, interfaces }) =>
			byChain.includes(name) || interfaceNames.some((each) => interfaces?.test(each))
	);
}
