import { cgnatCover } from '$lib/catalog';

/** Rules for all twenty ranges in a host firewall of another platform. */
export type PlatformRules = {
	readonly id: 'windows' | 'macos';
	readonly title: string;
	/** What decides there, and whether a shift affects it. */
	readonly about: string;
	readonly blocks: readonly {
		readonly title: string;
		readonly text: string;
		/** What to know before pasting it. */
		readonly note: string;
	}[];
	readonly sources: readonly { readonly title: string; readonly url: string }[];
};

const list = cgnatCover.join(',');
const spaced = cgnatCover.join(', ');
const name = 'Zscaler Client Connector, CGNAT';

function powershell(direction: 'Inbound' | 'Outbound'): string {
	return `New-NetFirewallRule -DisplayName '${name} (${direction.toLowerCase()})' -Direction ${direction} -Action Allow -RemoteAddress ${list} -Profile Any`;
}

function netsh(direction: 'in' | 'out'): string {
	return `netsh advfirewall firewall add rule name="${name} (${direction}bound)" dir=${direction} action=allow remoteip=${list} profile=any enable=yes`;
}

const windows: PlatformRules = {
	id: 'windows',
	title: 'Windows',
	about: `The bypasses of the article are by process, for all addresses: a shift changes nothing for them. A rule by address must name ${spaced}, which are exactly the twenty ranges; one for 100.64.0.0/16 alone fails after a shift. A rule that blocks wins over one that allows, in any order.`,
	blocks: [
		{
			title: 'PowerShell, as administrator',
			text: `${powershell('Inbound')}\n${powershell('Outbound')}\n`,
			note: 'To put them into a group policy, add -PolicyStore with domain\\policy.'
		},
		{
			title: 'netsh, as administrator',
			text: `${netsh('in')}\n${netsh('out')}\n`,
			note: 'The same two rules for cmd.'
		},
		{
			title: 'To see what they cover',
			text: `Get-NetFirewallRule -DisplayName '${name}*' | Get-NetFirewallAddressFilter\n`,
			note: `To take them back: Remove-NetFirewallRule -DisplayName '${name}*'`
		}
	],
	sources: [
		{
			title: 'New-NetFirewallRule',
			url: 'https://learn.microsoft.com/powershell/module/netsecurity/new-netfirewallrule'
		},
		{
			title: 'netsh advfirewall',
			url: 'https://learn.microsoft.com/windows-server/administration/windows-commands/netsh-advfirewall'
		}
	]
};

const macos: PlatformRules = {
	id: 'macos',
	title: 'macOS',
	about: `The application firewall decides by application and knows no addresses: a shift changes nothing for it. A firewall that filters by address (pf, or that of an endpoint protection product) must let ${spaced} through, both ways.`,
	blocks: [
		{
			title: 'pf, in an anchor that is loaded before any block rule with quick',
			text: `table <client_connector> const { ${spaced} }\npass quick from any to <client_connector>\npass quick from <client_connector> to any\n`,
			note: 'pfctl -nf with the file checks it without loading it; pfctl -a with the name of the anchor loads it.'
		}
	],
	sources: [{ title: 'pf.conf(5)', url: 'https://man.freebsd.org/cgi/man.cgi?query=pf.conf' }]
};

export const platformRules: readonly PlatformRules[] = [windows, macos];
