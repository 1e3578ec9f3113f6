/** What `iptables -L` prints after the addresses, turned back into options. */
import type { ListedForm, MatchExtension } from '../extension';
import { matchExtensions, targetExtension } from '../extensions';
import type { Family } from '../ruleset';

interface ReadableMatch extends MatchExtension {
	readonly listing: ListedForm;
}

function isReadable(extension: MatchExtension): extension is ReadableMatch {
	return extension.listing !== undefined;
}

function readableIn(family: Family): readonly ReadableMatch[] {
	return matchExtensions.filter(isReadable).filter(({ families }) => families.includes(family));
}

const readable = { ipv4: readableIn('ipv4'), ipv6: readableIn('ipv6') };

export interface Extras {
	readonly matches: readonly string[];
	readonly target: readonly string[];
	readonly isGoto: boolean;
	/** From the first part that is not recognised. */
	readonly rest: string;
}

/** The words of a form at the start of the text, and its length. */
function take(
	form: ListedForm,
	text: string
): { readonly words: readonly string[]; readonly length: number } | undefined {
	const found = form.pattern.exec(text);
	const length = found?.[0].length ?? 0;
	if (!found || length === 0 || !/^(\s|$)/.test(text.slice(length))) return undefined;
	const taken = form.words(found.slice(1));
	return taken && { words: taken, length };
}

function takeMatch(text: string, family: Family) {
	for (const { name, listing } of readable[family]) {
		const taken = take(listing, text);
		if (taken) return { words: ['-m', name, ...taken.words], length: taken.length };
	}
	return undefined;
}

/**
 * Reads the last column of a listing: what the matches show, then what the target does. Nothing
 * after the first unknown part can be recognised, as it may be within that part's text.
 */
export function readExtras(text: string, targetName: string, family: Family): Extras {
	const goto = /^\s*\[goto\](?=\s|$)/.exec(text);
	const matches: string[] = [];
	let left = text.slice(goto?.[0].length ?? 0).trim();
	for (;;) {
		const taken = takeMatch(left, family);
		if (!taken) break;
		matches.push(...taken.words);
		left = left.slice(taken.length).trimStart();
	}
	const form = targetExtension(targetName, family)?.listing;
	const target = form && take(form, left);
	const rest = target ? left.slice(target.length) : left;
	return { matches, target: target?.words ?? [], isGoto: goto !== null, rest };
}
