import type { Backend } from '$lib/iptables';
import { protocolName } from '$lib/net';
import type { Packet } from '$lib/netfilter';
import { addressWords } from './field-words';

export interface MachineCommand {
	readonly text: string;
	readonly about: string;
}

/** What the packet is matched by, as far as it is described. */
function matching(packet: Packet): string {
	const { protocol, src, dst, sport, dport } = packet;
	const has = (field: 'in' | 'out') => packet.direction === field && packet[field] !== undefined;
	const name = protocol === undefined ? '' : (protocolName(protocol) ?? String(protocol));
	return [
		has('in') ? `-i ${packet.in ?? ''}` : '',
		has('out') ? `-o ${packet.out ?? ''}` : '',
		src === undefined ? '' : `-s ${addressWords(src)}`,
		dst === undefined ? '' : `-d ${addressWords(dst)}`,
		name === '' ? '' : `-p ${name}`,
		name === '' || sport === undefined ? '' : `--sport ${String(sport)}`,
		name === '' || dport === undefined ? '' : `--dport ${String(dport)}`
	]
		.filter((part) => part !== '')
		.join(' ');
}

/**
 * The commands that make the user's own kernel tell what it does with the packet: TRACE in
 * iptables-extensions(8), xtables-monitor(8).
 */
export function machineCommands(packet: Packet, backend: Backend): readonly MachineCommand[] {
	const six = packet.family === 'ipv6' ? '6' : '';
	const iptables = `ip${six}tables`;
	const hook = packet.direction === 'in' ? 'PREROUTING' : 'OUTPUT';
	const rule = `${hook} ${matching(packet)} -j TRACE`.replace(/ +/g, ' ');
	const watch: readonly MachineCommand[] =
		backend === 'nft'
			? [{ text: 'xtables-monitor --trace', about: 'Watch what each rule says of it:' }]
			: [
					{
						text: `modprobe nf_log_ipv${six === '' ? '4' : '6'} && sysctl net.netfilter.nf_log.${six === '' ? '2' : '10'}=nf_log_ipv${six === '' ? '4' : '6'}`,
						about: 'Let the legacy back end write its trace to the kernel log:'
					},
					{ text: "dmesg --follow | grep 'TRACE:'", about: 'Watch what each rule says of it:' }
				];
	return [
		{ text: `${iptables} -t raw -I ${rule}`, about: 'Mark the packet to be traced:' },
		...watch,
		{ text: `${iptables} -t raw -D ${rule}`, about: 'Afterwards, take the mark away:' },
		{
			text: `${iptables} -t filter -L -n -v --line-numbers`,
			about: 'Or see which counters move:'
		},
		{
			text: `conntrack -E -f ipv${six === '' ? '4' : '6'}`,
			about: 'And which connections are made:'
		}
	];
}
