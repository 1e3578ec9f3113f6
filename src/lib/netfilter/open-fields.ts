/** The fields of a packet that its description leaves open: each stands for a variable. */
import type { FieldName } from '../iptables';
import type { InFlight } from './in-flight';
import type { OpenField } from './packet';

const openable = [
	'src',
	'dst',
	'protocol',
	'sport',
	'dport',
	'tcpFlags',
	'icmpType',
	'icmpCode',
	'length',
	'ttl',
	'tos',
	'mark',
	'uid',
	'gid',
	'in'
] as const;

/** `name`: of the packet; `inherited`: variables that it shares with the packet it answers. */
export function openFields(
	packet: InFlight,
	open: readonly OpenField[],
	name: string,
	inherited: Partial<Record<FieldName, string>>
): void {
	if (open.length === 0 && Object.keys(inherited).length === 0) return;
	const variables: Partial<Record<FieldName, string>> = { ...inherited };
	if (open.includes('in') && packet.socket === 'none') packet.in = undefined;
	for (const field of open) if (packet[field] !== null) variables[field] ??= `${name}.${field}`;
	packet.variables = variables;
	for (const field of openable)
		if (variables[field] !== undefined && packet[field] !== null) packet[field] = undefined;
}
