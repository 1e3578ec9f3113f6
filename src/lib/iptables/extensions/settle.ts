/** From the options as written to the normal form, with user space's complaints. */
import type { Complaint, MatchExtension, Option, RuleContext, TargetExtension } from '../extension';
import type { OptionUse } from '../ruleset';

export interface Settled {
	/** In declaration order, in the normal form that the kernel keeps. */
	readonly options: readonly OptionUse[];
	readonly complaints: readonly Complaint[];
}

function complaint(option: string, code: string, message: string, help: string): Complaint {
	return { code, message, help, option };
}

/** Options given twice, negated although they can't be, or beside one that excludes them. */
function checkUse(option: Option, use: OptionUse, uses: readonly OptionUse[]): Complaint[] {
	const found: Complaint[] = [];
	const { name } = option;
	if (use.inverted && !option.invertible)
		found.push(
			complaint(name, 'not-invertible', `--${name} can’t be negated`, 'Leave out the “!”.')
		);
	for (const other of uses) {
		if (other === use) continue;
		if (other.option === name && !option.repeatable && uses.indexOf(other) < uses.indexOf(use))
			found.push(complaint(name, 'option-twice', `--${name} is given twice`, 'Keep one of them.'));
		if (option.excludes.includes(other.option))
			found.push(
				complaint(
					name,
					'options-exclude',
					`--${name} and --${other.option} can’t be used together`,
					'Keep one of them.'
				)
			);
	}
	for (const needed of option.requires)
		if (!uses.some((other) => other.option === needed))
			found.push(
				complaint(name, 'option-needs', `--${name} also needs --${needed}`, `Add --${needed}.`)
			);
	return found;
}

/**
 * Checks the uses of one match or target as written, and normalises them. Never throws: anything
 * wrong is in `complaints`, in the order in which iptables would notice it.
 */
export function settle(
	extension: MatchExtension | TargetExtension,
	uses: readonly OptionUse[],
	rule: RuleContext
): Settled {
	const complaints: Complaint[] = [];
	const byName = optionTable(extension);
	// One pass without allocation for what nearly every rule has: an option or two, in order.
	let rewritten: OptionUse[] | undefined;
	let position = -1;
	let sorted = true;
	for (let i = 0; i < uses.length; i++) {
		const use = uses[i];
		if (!use) continue;
		const entry = byName.get(use.option);
		if (!entry) continue;
		const { option, index } = entry;
		if (uses.length > 1 || use.inverted || option.requires.length > 0)
			complaints.push(...checkUse(option, use, uses));
		if (index < position) sorted = false;
		position = index;
		if (option.rewrite || rewritten) {
			rewritten ??= uses.slice(0, i);
			const kept = option.rewrite ? option.rewrite(use, rule) : use;
			if (kept) rewritten.push(kept);
			if (kept && kept.option !== use.option) sorted = false;
		}
	}
	for (const { name, mandatory } of extension.options)
		if (mandatory && !uses.some((use) => use.option === name))
			complaints.push(
				complaint(name, 'option-missing', `${extension.name} needs --${name}`, `Add --${name}.`)
			);
	if (extension.check)
		for (const found of extension.check(uses, rule))
			complaints.push(
				found.code === 'no-option'
					? { ...found, message: `${extension.name} needs an option that says what it does` }
					: found
			);
	let options: readonly OptionUse[] = rewritten ?? uses;
	if (complaints.length === 0 && extension.normal) {
		const normal = extension.normal(options, rule);
		if (normal !== options) sorted = false;
		options = normal;
	}
	if (!sorted && !extension.ordered)
		options = [...options].sort(
			(a, b) => (byName.get(a.option)?.index ?? 0) - (byName.get(b.option)?.index ?? 0)
		);
	return { options, complaints };
}

interface Entry {
	readonly option: Option;
	readonly index: number;
}

const tables = new WeakMap<MatchExtension | TargetExtension, ReadonlyMap<string, Entry>>();

/** The options of an extension by long name, with their place in the declaration. */
function optionTable(extension: MatchExtension | TargetExtension): ReadonlyMap<string, Entry> {
	let table = tables.get(extension);
	if (!table) {
		table = new Map(extension.options.map((option, index) => [option.name, { option, index }]));
		tables.set(extension, table);
	}
	return table;
}
