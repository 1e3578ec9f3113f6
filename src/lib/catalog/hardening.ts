/** One command of the article's Linux example. */
export interface HardeningCommand {
	/** Its place among the ten, from 1; the order is part of the fact. */
	readonly number: number;
	/** The article's step, from 1 to 8; the DHCP and SSH steps hold two commands each. */
	readonly step: number;
	/** What the step is for, in words of our own. */
	readonly title: string;
	/** The article marks SSH as optional, to be commented out if not needed. */
	readonly optional: boolean;
	/** Exactly as the article writes it. */
	readonly text: string;
}

interface Step {
	readonly title: string;
	readonly optional?: true;
	readonly commands: readonly string[];
}

const steps: readonly Step[] = [
	{ title: 'Delete all rules', commands: ['sudo iptables -F'] },
	{
		title: 'Let every outgoing connection through',
		commands: ['sudo iptables -I OUTPUT -j ACCEPT']
	},
	{ title: 'Let loopback through', commands: ['sudo iptables -A INPUT -i lo -j ACCEPT'] },
	{
		title: "Let Client Connector's internal connections reach its adapter",
		commands: ['sudo iptables -I INPUT -d 100.64.0.1 -j ACCEPT']
	},
	{
		title: 'Let DHCP through',
		commands: [
			'sudo iptables -I INPUT -p udp --dport 68',
			'sudo iptables -I OUTPUT -p udp --dport 67'
		]
	},
	{
		title: 'Let SSH through (optional: comment out where not needed)',
		optional: true,
		commands: [
			'sudo iptables -A INPUT -p tcp --dport ssh -j ACCEPT',
			'sudo iptables -A OUTPUT -p tcp --sport ssh -j ACCEPT'
		]
	},
	{
		title: 'Let established and related incoming connections through',
		commands: ['sudo iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT']
	},
	{
		title: 'Deny everything else that comes in',
		commands: ['sudo iptables -A INPUT -j DROP']
	}
];

/** The ten published commands, in the order in which they must be entered. */
export const hardeningCommands: readonly HardeningCommand[] = steps
	.flatMap(({ title, optional, commands }, index) =>
		commands.map((text) => ({ step: index + 1, title, optional: optional ?? false, text }))
	)
	.map((command, index) => ({ number: index + 1, ...command }));
