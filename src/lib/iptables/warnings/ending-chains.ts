import { remembered } from '../chain-memory';
import { targetExtension } from '../extensions';
import type { Family, Rule, Table, Target } from '../ruleset';

/** Whether no packet that hits the target goes on to the next rule, other chains aside. */
function endsAtOnce(target: Target | undefined, family: Family): boolean {
	if (target?.kind === 'standard') return target.verdict !== 'RETURN';
	if (target?.kind !== 'extension') return false;
	const effect = targetExtension(target.extension, family)?.effect(target.options);
	switch (effect?.kind) {
		case 'reject':
		case 'verdict':
		case 'translate':
			return true;
		case 'unknown':
			return effect.outcomes !== undefined && !effect.outcomes.includes('continue');
		default:
			return false;
	}
}

/** What a rule means for whether packets come back from its chain. */
type Step =
	/** Some packets go back. */
	| { readonly kind: 'return' }
	/** All packets that get here end here. */
	| { readonly kind: 'end' }
	/** Some packets go to a chain and don't come back to this one; with `all`, every packet. */
	| { readonly kind: 'goto'; readonly chain: string; readonly all: boolean }
	/** Every packet goes to a chain, and may come back. */
	| { readonly kind: 'jump'; readonly chain: string };

function takesEverything({ header, matches, unread }: Rule): boolean {
	return (
		unread === undefined &&
		Object.values(header).every((part) => part === undefined) &&
		matches.every(({ extension }) => extension === 'comment')
	);
}

function stepOf(rule: Rule, family: Family): Step | undefined {
	const { target } = rule;
	const all = takesEverything(rule);
	if (target?.kind === 'goto') return { kind: 'goto', chain: target.chain, all };
	if (target?.kind === 'standard' && target.verdict === 'RETURN') return { kind: 'return' };
	if (!all) return undefined;
	if (target?.kind === 'jump') return { kind: 'jump', chain: target.chain };
	return endsAtOnce(target, family) ? { kind: 'end' } : undefined;
}

/** The steps up to the first one after which none counts. */
const stepsOf = remembered((rules, family: Family): readonly Step[] => {
	const steps: Step[] = [];
	for (const rule of rules) {
		const step = stepOf(rule, family);
		if (!step) continue;
		steps.push(step);
		if (step.kind === 'return' || step.kind === 'end') break;
		if (step.kind === 'goto' && step.all) break;
	}
	return steps;
});

/** The user chains from which no packet comes back to the rule that jumped there. */
export function endingChains({ chains }: Table, family: Family): ReadonlySet<string> {
	const stepsByChain = new Map(chains.map(({ name, rules }) => [name, stepsOf(rules, family)]));
	const known = new Map<string, boolean>();
	function ends(chain: string): boolean {
		const before = known.get(chain);
		if (before !== undefined) return before;
		// The kernel refuses a chain that leads to itself.
		known.set(chain, false);
		const found = endsBySteps(stepsByChain.get(chain) ?? []);
		known.set(chain, found);
		return found;
	}
	function endsBySteps(steps: readonly Step[]): boolean {
		for (const step of steps) {
			if (step.kind === 'return') return false;
			if (step.kind === 'end') return true;
			if (step.kind === 'goto' && step.all) return ends(step.chain);
			if (step.kind === 'goto' && !ends(step.chain)) return false;
			if (step.kind === 'jump' && ends(step.chain)) return true;
		}
		return false;
	}
	return new Set(chains.filter(({ name }) => ends(name)).map(({ name }) => name));
}

/** Whether a packet that matches the rule goes no further in its chain. */
export function endsItsChain(
	{ target }: Rule,
	family: Family,
	ending: ReadonlySet<string>
): boolean {
	if (target?.kind === 'goto') return true;
	if (target?.kind === 'jump') return ending.has(target.chain);
	return target?.kind === 'standard' || endsAtOnce(target, family);
}
