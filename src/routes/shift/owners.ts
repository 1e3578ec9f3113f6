import type { NamedRule, Owner } from '$lib/shift';

export type OwnedRules = { readonly owner: Owner; readonly rules: readonly NamedRule[] };

/** A label that says who writes the rules. */
export function naming({ name }: Owner): string {
	return `written by ${name}`;
}

/** The rules that other programs write, program by program. */
export function byOwner(rules: readonly NamedRule[]): readonly OwnedRules[] {
	const owners = new Map<string, { owner: Owner; rules: NamedRule[] }>();
	for (const rule of rules) {
		if (!rule.owner) continue;
		const known = owners.get(rule.owner.name);
		if (known) known.rules.push(rule);
		else owners.set(rule.owner.name, { owner: rule.owner, rules: [rule] });
	}
	return [...owners.values()];
}
