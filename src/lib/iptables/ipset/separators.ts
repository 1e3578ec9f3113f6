/** How ipset splits a text. Source: ipset_strchr, https://git.netfilter.org/ipset/tree/lib/parse.c */

/** The first place of a separator; -1 if there is none, or if the text begins or ends with it. */
export function separatorAt(text: string, separator: string): number {
	return text.startsWith(separator) || text.endsWith(separator) ? -1 : text.indexOf(separator);
}

/** The text before a separator and after it. */
export function partedBy(
	text: string,
	separator: string
): readonly [string] | readonly [string, string] {
	const at = separatorAt(text, separator);
	return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** The ends of a range; a name that contains a `-` may be in brackets. */
export function endsOf(text: string): readonly [string] | readonly [string, string] | undefined {
	if (!text.startsWith('[')) return partedBy(text, '-');
	const close = text.indexOf(']');
	if (close < 0) return undefined;
	const first = text.slice(0, close + 1);
	if (close === text.length - 1) return [first];
	return text[close + 1] === '-' ? [first, text.slice(close + 2)] : undefined;
}

/** A text without the brackets around it. */
export function bare(text: string): string {
	return /^\[.*\]$/.test(text) ? text.slice(1, -1) : text;
}
