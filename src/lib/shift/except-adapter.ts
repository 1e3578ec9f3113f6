import type { RuleSet } from '$lib/iptables';
import type { TextEdit } from '$lib/text';
import type { AddressTest } from './address-test';
import { severalCommands } from './address-fixes';
import { prefixes } from './all-twenty';
import type { Candidate } from './candidate';
import { shifts, type NamedRanges, type NamingRule } from './naming-rules';
import { placeOf } from './place';
import { sourceText } from './source-text';
import { adapterInterface, hooksOf, interfaceFlags } from './rule-interface';
import { replaceCommand, type WrittenCommand } from './written-command';

const jump = /(?<=^|\s)(?:-j|--jump)(?:\s+|=)((?:DROP|REJECT)(?:\s+--reject-with(?:\s+|=)\S+)?)/;
const action = /^(.*?)(?<=^|\s)(?:-A|--append|-I|--insert|-R|--replace)\s/;
const mostChains = 9;

/** A name for the chain that is unused in the table. */
function freeName(ruleSet: RuleSet, { table }: NamingRule): string | undefined {
	const taken = ruleSet.tables.find(({ name }) => name === table)?.chains ?? [];
	return Array.from({ length: mostChains }, (_, index) =>
		index === 0 ? `not-${adapterInterface}` : `not-${adapterInterface}-${String(index + 1)}`
	).find((each) => !taken.some(({ name }) => name === each));
}

/** Whether the rule names an interface itself, so that it already concerns other traffic only. */
function namesInterface({ rule: { header } }: NamingRule): boolean {
	return [header.inInterface, header.outInterface].some(
		(each) => each && !each.inverted && each.value !== adapterInterface
	);
}

/**
 * Blocks through a chain of its own, which returns traffic of the adapter or over lo. A single rule
 * can't express that: `-i` can be negated only once, and RETURN in a built-in chain would apply the
 * policy.
 */
function throughChain(
	command: WrittenCommand,
	ruleSet: RuleSet,
	naming: NamingRule,
	named: NamedRanges
): TextEdit | undefined {
	const { source, kind, start, end } = command;
	const written = source.text.slice(start, end);
	const target = jump.exec(written);
	const head = action.exec(written)?.[1];
	const name = freeName(ruleSet, naming);
	const place = placeOf(command, named.test);
	if (!target?.[1] || head === undefined || name === undefined || namesInterface(naming))
		return undefined;
	// In a loop the chain would be created again in each iteration.
	if (kind === 'script' && place?.by !== 'option') return undefined;
	const flags = interfaceFlags(ruleSet, naming, named.test.side);
	if (flags.length === 0) return undefined;
	const table =
		kind === 'script' && naming.table !== 'filter' && !/\s(-t|--table)\b/.test(head)
			? `-t ${naming.table} `
			: '';
	// The counters of the rule in a dump do not apply to the new rules.
	const front = (kind === 'script' ? head : '') + table;
	const own = hooksOf(ruleSet, naming).has('FORWARD')
		? [adapterInterface]
		: [adapterInterface, 'lo'];
	const chain = [
		kind === 'save' ? `:${name} - [0:0]` : `${front}-N ${name}`,
		...own.flatMap((each) => flags.map((flag) => `${front}-A ${name} ${flag} ${each} -j RETURN`)),
		`${front}-A ${name} -j ${target[1]}`
	];
	const at = target.index + target[0].length - target[1].length;
	const jumping = written.slice(0, at) + name + written.slice(at + target[1].length);
	const rules = shifts(named) ? forAll(command, jumping, named.test) : [jumping];
	return rules && replaceCommand(command, [...chain, ...rules]);
}

/** The command, changed to `written`, for the two prefixes. */
function forAll(
	command: WrittenCommand,
	written: string,
	test: AddressTest
): readonly string[] | undefined {
	const source = sourceText(written);
	const changed = { ...command, source, start: 0, end: written.length };
	const place = placeOf(changed, test);
	return place && severalCommands(changed, place, test, prefixes);
}

/** Blocks what a rule blocks in all twenty ranges, except Client Connector's own traffic. */
export function exceptAdapter(
	command: WrittenCommand,
	ruleSet: RuleSet,
	naming: NamingRule,
	named: NamedRanges
): Candidate {
	return {
		id: 'except',
		title: 'But not on the adapter',
		edit: throughChain(command, ruleSet, naming, named)
	};
}
