/**
 * A text with a line feed at the end of each line, whichever system it comes from: what a text box shows,
 * and what places in the text are counted in.
 */
export function lineFeeds(text: string): string {
	return text.replace(/\r\n?/g, '\n');
}
