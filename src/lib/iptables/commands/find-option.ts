/**
 * The option that a long name refers to: one of iptables' own, or of an extension loaded so far.
 * Source: getopt_long(3), with the options as xtables_merge_options of libxtables merges them.
 */
import type { Option } from '../extension';
import type { CommandDraft, ExtensionUse } from './draft';
import { optionIndex } from './extension-options';
import { longOption, longOptions, type LongOption } from './options';

/** What getopt makes of a word: an option of iptables, of an extension, or neither. */
type Found =
	| { readonly kind: 'base'; readonly option: LongOption }
	| { readonly kind: 'extension'; readonly use: ExtensionUse; readonly option: Option }
	| { readonly kind: 'none'; readonly ambiguous: readonly string[] };

/** Exact names first, those of the extension loaded last before others; then abbreviations. */
export function findOption(draft: CommandDraft, name: string): Found {
	const base = longOption(name);
	if (base) return { kind: 'base', option: base };
	for (const use of draft.loaded) {
		const option = optionIndex(use.extension).byName.get(name);
		if (option) return { kind: 'extension', use, option };
	}
	let only: Found | undefined;
	const candidates: string[] = [];
	const { family, backend } = draft.context;
	for (const option of longOptions) {
		if (!option.name.startsWith(name)) continue;
		// ip6tables-legacy has the letter of --fragments, not the name.
		if (option.letter === 'f' && family === 'ipv6' && backend === 'legacy') continue;
		candidates.push(option.name);
		// Several names of one option (--source, --src) don't make an abbreviation ambiguous.
		if (only?.kind === 'base' && only.option.letter === option.letter) continue;
		if (only) return { kind: 'none', ambiguous: candidates };
		only = { kind: 'base', option };
	}
	for (const use of draft.loaded) {
		const index = optionIndex(use.extension);
		for (const long of index.names) {
			const option = long.startsWith(name) ? index.byName.get(long) : undefined;
			if (!option) continue;
			candidates.push(long);
			if (only?.kind === 'extension' && only.option === option) continue;
			if (only) return { kind: 'none', ambiguous: candidates };
			only = { kind: 'extension', use, option };
		}
	}
	return only ?? { kind: 'none', ambiguous: [] };
}
