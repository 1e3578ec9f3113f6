import type { Problem } from '$lib/net';
import { remembered } from '../chain-memory';
import { reachedFrom } from '../reachable';
import type { Chain, Hook, Rule, RuleSet, Table } from '../ruleset';
import { contradictedRules } from './contradicted';
import { warning } from './warning';

const withoutIn: ReadonlySet<Hook> = new Set(['OUTPUT', 'POSTROUTING']);
const withoutOut: ReadonlySet<Hook> = new Set(['PREROUTING', 'INPUT']);

function all(hooks: ReadonlySet<Hook>, among: ReadonlySet<Hook>): boolean {
	return [...hooks].every((hook) => among.has(hook));
}

/** Rules that test an interface at all. */
const withInterface = remembered((rules) =>
	rules.filter(({ header }) => header.inInterface ?? header.outInterface)
);

function reason({ header }: Rule, hooks: ReadonlySet<Hook>): string | undefined {
	const { inInterface, outInterface } = header;
	const from = () => [...hooks].join(' and ');
	if (inInterface && !inInterface.inverted && all(hooks, withoutIn)) {
		return `a packet from ${from()} has no incoming interface`;
	}
	if (outInterface && !outInterface.inverted && all(hooks, withoutOut)) {
		return `a packet from ${from()} has no outgoing interface`;
	}
	if ([inInterface, outInterface].some((name) => name?.inverted && name.value === '+')) {
		return 'no interface has a name outside of “+”, which stands for every name';
	}
	return undefined;
}

function* ofChain({ rules }: Chain, hooks: ReadonlySet<Hook>): Generator<Problem> {
	for (const rule of withInterface(rules)) {
		const why = reason(rule, hooks);
		if (why === undefined) continue;
		yield warning(
			'never-matches',
			rule.origin,
			`This rule never matches: ${why}.`,
			'Name the interface on the other side, or leave it out.'
		);
	}
}

function* unreached({ name, rules }: Chain, table: Table): Generator<Problem> {
	const [first] = rules;
	if (!first) return;
	yield warning(
		'unreached-chain',
		first.origin,
		`No rule leads to the chain ${name} of the ${table.name} table, so its rules do nothing.`,
		`Add a jump to it, as: -A INPUT -j ${name}.`
	);
}

/** Rules that no packet can match in their place, and chains that no packet reaches. */
export function* rulesThatNeverMatch({ tables, family }: RuleSet): Generator<Problem> {
	for (const table of tables) {
		const reached = reachedFrom(table);
		for (const chain of table.chains) {
			const hooks = reached.get(chain.name);
			if (hooks) yield* ofChain(chain, hooks);
			else yield* unreached(chain, table);
		}
		for (const { rule, chain, aspect } of contradictedRules(table, family)) {
			yield warning(
				'never-matches',
				rule.origin,
				`This rule never matches: no rule that leads to ${chain} takes ${aspect === undefined ? 'such packets' : `packets with this ${aspect}`}.`,
				`Lead such packets to ${chain} as well, or move the rule to where they pass.`
			);
		}
	}
}
