/** The kernel's objections to a table as a whole: loops, and rules in forbidden places. */
import type { Complaint, RuleContext } from '../extension';
import { matchExtension, targetExtension } from '../extensions';
import type { Backend, Family, Hook, Rule, TableName } from '../ruleset';
import { constraints } from './constraints';
import { reachOf } from './reach';
import type { TableState } from './table-state';

export interface Objection extends Complaint {
	readonly chain: string;
	readonly rule: Rule;
}

interface Place {
	readonly family: Family;
	readonly backend: Backend;
	readonly table: TableName;
	readonly chain: string;
	readonly hooks: ReadonlySet<Hook>;
}

const nowhere: ReadonlySet<Hook> = new Set();

/** Address or interface tests that nft's kernel part refuses since they would never match. */
function headerComplaint(rule: Rule): Complaint | undefined {
	for (const side of [rule.header.source, rule.header.destination]) {
		if (side && side.inverted && (side.value.mask === 0 || side.value.mask === 0n)) {
			return {
				code: 'never-matches',
				message: 'No address is outside of the whole range, so the kernel refuses the rule.',
				help: 'Leave the address out, or name a smaller range.'
			};
		}
	}
	return undefined;
}

/** nft has fewer verdicts: iptables-nft asks the kernel for a target QUEUE, which does not exist. */
function verdictComplaint({ target }: Rule): Complaint | undefined {
	if (target?.kind !== 'standard' || target.verdict !== 'QUEUE') return undefined;
	return {
		code: 'no-queue',
		message: 'The kernel knows no QUEUE in the rules of iptables-nft, and refuses the rule.',
		help: 'Use -j NFQUEUE: its queue 0 is where QUEUE leads.'
	};
}

/** What the kernel refuses in any place. */
function complaintAnywhere(rule: Rule, backend: Backend): Complaint | undefined {
	return backend === 'nft' ? (headerComplaint(rule) ?? verdictComplaint(rule)) : undefined;
}

function ruleComplaint(rule: Rule, place: Place): Complaint | undefined {
	const anywhere = complaintAnywhere(rule, place.backend);
	if (anywhere) return anywhere;
	const context: RuleContext = {
		family: place.family,
		backend: place.backend,
		table: place.table,
		chain: place.chain,
		hooks: place.hooks,
		header: rule.header,
		matches: rule.matches
	};
	const isWhole = rule.unread === undefined;
	for (const match of rule.matches) {
		const extension = matchExtension(match.extension, place.family);
		const complaint = extension && constraints(extension, match.options, context, isWhole);
		if (complaint) return complaint;
	}
	if (rule.target?.kind !== 'extension' || rule.target.lost) return undefined;
	const extension = targetExtension(rule.target.extension, place.family);
	return extension && constraints(extension, rule.target.options, context, isWhole);
}

/**
 * The kernel's first objection to the table; undefined if it accepts it. If `open` is given, only
 * these rules are checked besides the jumps: the others are known to be valid anywhere.
 */
export function objectionTo(
	table: TableState,
	family: Family,
	backend: Backend,
	open?: ReadonlySet<Rule>
): Objection | undefined {
	const reach = reachOf(table, backend);
	if (reach.fault) {
		const { kind, chain, rule } = reach.fault;
		const to = rule.target && 'chain' in rule.target ? rule.target.chain : '';
		return kind === 'loop'
			? {
					code: 'loop',
					message: `The jump from ${chain} to ${to} closes a loop: chains may not lead back to themselves.`,
					help: 'Remove one of the jumps.',
					chain,
					rule
				}
			: {
					code: 'too-deep',
					message: `The jump from ${chain} to ${to} is the 16th in a row: nftables allows 15.`,
					help: 'Flatten the chains.',
					chain,
					rule
				};
	}
	if (open?.size === 0) return undefined;
	for (const chain of table.all()) {
		const hooks = reach.hooks.get(chain.name) ?? nowhere;
		const seen = reach.seen.get(chain.name) ?? 0;
		const place: Place = { family, backend, table: table.name, chain: chain.name, hooks };
		const unseen: Place = { ...place, hooks: nowhere };
		for (const [index, rule] of chain.rules.entries()) {
			if (open && !open.has(rule)) continue;
			const complaint = ruleComplaint(rule, index < seen ? place : unseen);
			if (complaint) return { ...complaint, chain: chain.name, rule };
		}
	}
	return undefined;
}

/** The same for one rule without a jump that is about to be added to a chain. */
export function objectionToRule(
	table: TableState,
	family: Family,
	backend: Backend,
	chain: string,
	rule: Rule,
	hooks: ReadonlySet<Hook>
): Complaint | undefined {
	return ruleComplaint(rule, { family, backend, table: table.name, chain, hooks });
}
