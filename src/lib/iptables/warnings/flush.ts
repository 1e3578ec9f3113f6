import type { Problem } from '$lib/net';
import type { Command } from '../command';
import type { Reading } from '../read';
import type { Family, TableName } from '../ruleset';
import { warning } from './warning';

const others: readonly TableName[] = ['nat', 'mangle', 'raw'];

function program(family: Family): string {
	return family === 'ipv4' ? 'iptables' : 'ip6tables';
}

/** `-F` without a chain: what it does not reset. */
export function* whatFlushLeaves(reading: Reading): Generator<Problem> {
	if (reading.kind !== 'script') return;
	const { commands } = reading;
	const flushes = commands.filter(
		({ effect, table }) =>
			effect.kind === 'flush' && effect.chain === undefined && table === 'filter'
	);
	const [first] = flushes;
	if (!first) return;
	const same = (command: Command) => command.family === first.family;
	const policies = commands.some(
		(command) => same(command) && command.table === 'filter' && command.effect.kind === 'policy'
	);
	const name = program(first.family);
	if (!policies) {
		yield warning(
			'flush-leaves-policies',
			first.span,
			'-F empties the chains and leaves their policies as they were: if INPUT had the policy DROP, everything is dropped from here on.',
			`Set them before: ${name} -P INPUT ACCEPT, and likewise FORWARD and OUTPUT.`
		);
	}
	const left = others.filter(
		(table) => !commands.some((command) => same(command) && command.table === table)
	);
	if (left.length > 0) {
		yield warning(
			'flush-leaves-tables',
			first.span,
			`-F empties the filter table only; rules in ${left.join(', ')} stay.`,
			`Add ${left.map((table) => `${name} -t ${table} -F`).join('; ')}, if no other program keeps rules there.`
		);
	}
}
