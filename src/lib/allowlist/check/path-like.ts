/** Strips what surrounds a path in a list: blanks, quotes, a bullet, a trailing comma. */
export function bare(text: string): string {
	const trimmed = text
		.trim()
		.replace(/^(?:[-*•]\s+)/, '')
		.replace(/,$/, '')
		.trim();
	const quoted = /^(["'`])(.*)\1$/.exec(trimmed);
	return (quoted?.[2] ?? trimmed).trim();
}

/** Whether a text is a path or a pattern of paths, of any platform, rather than a word. */
export function isPathLike(text: string): boolean {
	return (
		/^(?:[A-Za-z]:)?[\\/]/.test(text) ||
		/^(?:%[^%]+%|\$env:|\$\{env:|\[[A-Z_]+\]|\*)/i.test(text) ||
		/^[^\s"'<>|]+[^"'<>|]*[\\/][^"'<>|]+/.test(text) ||
		/^[^\\/:"'<>|]+\.(?:exe|app)$/i.test(text) ||
		/^com\.zscaler\./.test(text)
	);
}
