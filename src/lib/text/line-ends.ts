/**
 * A text with a line feed at the end of each line, whichever system it comes from: text boxes use
 * this form, and places in the text refer to it.
 */
export function lineFeeds(text: string): string {
	return text.replace(/\r\n?/g, '\n');
}
