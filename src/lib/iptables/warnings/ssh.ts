import type { Problem } from '$lib/net';
import type { Command } from '../command';
import type { Reading } from '../read';
import type { Chain, Rule, RuleSet, Table } from '../ruleset';
import { Machine } from '../state/machine';
import { warning } from './warning';

/** Scripts with more commands are generated, and not checked step by step. */
const MOST_COMMANDS = 400;
const SSH = 22;
const TCP = 6;

type State = 'NEW' | 'ESTABLISHED';
type Verdict = 'in' | 'out' | 'on';

/** Whether a rule may match a packet to port 22, and whether it matches every one of them. */
function takes(rule: Rule, state: State): 'all' | 'some' | 'none' {
	const { protocol, source, destination, inInterface, fragment } = rule.header;
	if (protocol && (protocol.value === TCP) === protocol.inverted) return 'none';
	if (fragment && !fragment.inverted) return 'none';
	let all = !source && !destination && !inInterface;
	// To one address, whatever the port: meant for something else.
	if (destination && !protocol) return 'none';
	if (inInterface?.value === 'lo' && !inInterface.inverted) return 'none';
	for (const { extension, options } of rule.matches) {
		for (const { option, value, inverted } of options) {
			if (option === 'dport' && value.kind === 'range') {
				if ((SSH >= value.low && SSH <= value.high) === inverted) return 'none';
			} else if (option === 'dports' && value.kind === 'ranges') {
				const within = value.ranges.some(({ low, high }) => SSH >= low && SSH <= high);
				if (within === inverted) return 'none';
			} else if ((option === 'ctstate' || option === 'state') && value.kind === 'words') {
				if (value.words.includes(state) === inverted) return 'none';
			} else if (extension !== 'comment') all = false;
		}
	}
	return all && !rule.unread ? 'all' : 'some';
}

/** What happens to the packet in a chain, giving its sender the benefit of the doubt. */
function walk(table: Table, chain: Chain, state: State, depth: number): Verdict {
	for (const rule of chain.rules) {
		const taken = takes(rule, state);
		if (taken === 'none') continue;
		const { target } = rule;
		if (target?.kind === 'standard') {
			if (target.verdict === 'ACCEPT') return 'in';
			if (taken !== 'all') continue;
			return target.verdict === 'DROP' ? 'out' : 'on';
		}
		if (target?.kind === 'extension' && target.extension === 'REJECT' && taken === 'all')
			return 'out';
		if ((target?.kind === 'jump' || target?.kind === 'goto') && depth < 16) {
			const next = table.chains.find(({ name }) => name === target.chain);
			const verdict = next ? walk(table, next, state, depth + 1) : 'on';
			if (verdict === 'in' || (verdict === 'out' && taken === 'all')) return verdict;
		}
	}
	if (!chain.policy) return 'on';
	return chain.policy === 'ACCEPT' ? 'in' : 'out';
}

/** Whether an open session stays open, or a new one can be made. */
function reachable(ruleSet: RuleSet): boolean {
	const table = ruleSet.tables.find(({ name }) => name === 'filter');
	const input = table?.chains.find(({ name }) => name === 'INPUT');
	if (!table || !input) return true;
	return (['NEW', 'ESTABLISHED'] as const).some((state) => walk(table, input, state, 0) === 'in');
}

function touchesInput({ effect, family, table }: Command): boolean {
	return (
		family === 'ipv4' && table === 'filter' && effect.kind !== 'list' && effect.kind !== 'nothing'
	);
}

/** Commands after which neither an open SSH session nor a new one gets through, though a later one
 * lets SSH in again: whoever types them over SSH never gets there, and a script that fails midway
 * leaves it like that. */
export function* sshLockedOut(reading: Reading): Generator<Problem> {
	if (reading.kind !== 'script') return;
	const { commands, ruleSets } = reading;
	if (commands.length > MOST_COMMANDS) return;
	const machine = new Machine(ruleSets.ipv4.backend);
	let closedBy: Command | undefined;
	for (const command of commands) {
		if (command.refused) continue;
		machine.run(command);
		if (!touchesInput(command)) continue;
		const open = reachable(machine.ruleSets().ipv4);
		if (!open) closedBy ??= command;
		else if (closedBy) {
			yield warning(
				'ssh-locked-out',
				closedBy.span,
				`From this command to line ${command.line} no SSH packet gets in: over SSH you are locked out here if you enter the commands one by one, or if the script stops in between.`,
				`Put the rule of line ${command.line} first, or load all rules at once with iptables-restore.`
			);
			closedBy = undefined;
		}
	}
}
