/** Commands that show what the user's own machine does with a packet. */
import type { Backend } from '../iptables';
import { protocolName, sayAddress } from '../net';
import { hasPorts, type Packet } from './packet';

export interface MachineQuestion {
	/** To be run first, as root. */
	readonly begin: readonly string[];
	/** Shows the rules that packets traverse, until it is stopped. */
	readonly watch: string;
	/** Undoes what `begin` did. */
	readonly end: readonly string[];
	readonly note: string;
}

/** The part of a rule that matches the packet in the raw table. */
function selector(packet: Packet): string {
	const open = new Set(packet.open ?? []);
	const words: string[] = [];
	const protocol = packet.protocol ?? 6;
	if (packet.direction === 'in' && packet.in !== undefined && !open.has('in'))
		words.push('-i', packet.in);
	if (packet.direction === 'out' && packet.out !== undefined) words.push('-o', packet.out);
	if (!open.has('protocol')) words.push('-p', protocolName(protocol) ?? String(protocol));
	if (packet.src !== undefined && !open.has('src')) words.push('-s', sayAddress(packet.src));
	if (packet.dst !== undefined && !open.has('dst')) words.push('-d', sayAddress(packet.dst));
	if (hasPorts(protocol) && !open.has('protocol')) {
		if (packet.sport !== undefined && !open.has('sport'))
			words.push('--sport', String(packet.sport));
		if (packet.dport !== undefined && !open.has('dport'))
			words.push('--dport', String(packet.dport));
	}
	return words.join(' ');
}

/** TRACE rules for the packet, and the command that shows their trace. */
export function machineQuestion(packet: Packet, backend: Backend): MachineQuestion {
	const tool = packet.family === 'ipv4' ? 'iptables' : 'ip6tables';
	const chain = packet.direction === 'in' ? 'PREROUTING' : 'OUTPUT';
	const words = [chain, selector(packet), '-j TRACE'].filter((part) => part !== '').join(' ');
	return {
		begin: [`${tool} -t raw -I ${words}`],
		watch: backend === 'nft' ? 'xtables-monitor --trace' : 'dmesg --follow | grep TRACE:',
		end: [`${tool} -t raw -D ${words}`],
		note:
			backend === 'nft'
				? 'Each line names the table, the chain and the rule that the packet met, and its verdict.'
				: 'Each line ends in table:chain:rule:number. Where nothing is logged: modprobe nf_log_ipv4 or nf_log_syslog.'
	};
}
