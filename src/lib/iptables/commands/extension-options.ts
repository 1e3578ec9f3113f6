import type { MatchExtension, Option, TargetExtension } from '../extension';

export type AnyExtension = MatchExtension | TargetExtension;

/** What parsing needs to know about an extension's options, computed once per extension. */
export interface OptionIndex {
	readonly byName: ReadonlyMap<string, Option>;
	/** All long names, aliases included, for abbreviations. */
	readonly names: readonly string[];
}

const indexes = new WeakMap<AnyExtension, OptionIndex>();

export function optionIndex(extension: AnyExtension): OptionIndex {
	const known = indexes.get(extension);
	if (known) return known;
	const byName = new Map<string, Option>();
	for (const option of extension.options) {
		for (const name of [option.name, ...option.aliases]) {
			if (name.length > 1) byName.set(name, option);
		}
	}
	const index: OptionIndex = { byName, names: [...byName.keys()] };
	indexes.set(extension, index);
	return index;
}
