/** Normalises text for comparison: lower case, one kind of slash, plain quotes. Keeps the length. */
export function fold(text: string): string {
	return text
		.replaceAll('\\', '/')
		.replaceAll('’', "'")
		.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/**
 * Where the words of a text start: after anything but a letter or digit, and at the capitals of
 * a name such as ZSATrayManager (ZSA, Tray, Manager).
 */
export function wordStarts(text: string): readonly number[] {
	const starts: number[] = [];
	for (const match of text.matchAll(/[A-Z]{2,}(?![a-z])|[A-Z]?[a-z0-9]+|[A-Z0-9]+/g)) {
		starts.push(match.index);
	}
	return starts;
}
