type Token =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'one' }
	| { readonly kind: 'in-folder' }
	| { readonly kind: 'through-folders' };

function tokensOf(pattern: string, separator: '\\' | '/'): readonly Token[] {
	return [...pattern.matchAll(/\*+|\?|[^*?]/gu)].map(({ 0: text, index }): Token => {
		if (text === '?') return { kind: 'one' };
		if (!text.startsWith('*')) return { kind: 'text', text };
		// A star as the whole last part matches everything below.
		const last = index + text.length === pattern.length;
		const whole = index === 0 || pattern.charAt(index - 1) === separator;
		return { kind: text.length > 1 || (last && whole) ? 'through-folders' : 'in-folder' };
	});
}

/**
 * Whether a pattern of `*` (within a folder), `**` (through folders), `?` and letters matches a
 * whole path. Takes time proportional to the product of the two lengths, whatever the pattern.
 */
export function globMatches(pattern: string, path: string, separator: '\\' | '/'): boolean {
	const chars = Array.from(path);
	let reached = [true, ...chars.map(() => false)];
	for (const token of tokensOf(pattern, separator)) {
		const next = reached.map(() => false);
		for (const [at, isReached] of reached.entries()) {
			const char = chars[at - 1];
			switch (token.kind) {
				case 'text':
					next[at] = reached[at - 1] === true && char === token.text;
					break;
				case 'one':
					next[at] = reached[at - 1] === true && char !== separator;
					break;
				case 'in-folder':
					next[at] = isReached || (next[at - 1] === true && char !== separator);
					break;
				case 'through-folders':
					next[at] = isReached || next[at - 1] === true;
					break;
			}
		}
		reached = next;
	}
	return reached.at(-1) === true;
}
