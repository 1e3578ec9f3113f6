import { onDestroy } from 'svelte';

/** One line of the list of keys. */
export interface KeyLine {
	/** Alternative keys; a combination is written `Ctrl+F`. */
	readonly keys: readonly string[];
	readonly does: string;
}

class PageKeys {
	lines: readonly KeyLine[] = $state.raw([]);
}

export const pageKeys = new PageKeys();

/**
 * Adds the keys of a page to the list that `?` opens, while the calling component is on the page. To
 * be called while the component is created.
 */
export function describeKeys(lines: readonly KeyLine[]): void {
	pageKeys.lines = [...pageKeys.lines, ...lines];
	onDestroy(() => {
		pageKeys.lines = pageKeys.lines.filter((line) => !lines.includes(line));
	});
}

/** Whether a key was typed into text, and so is not a shortcut. */
export function isTyping(event: KeyboardEvent): boolean {
	const [target] = event.composedPath();
	return (
		target instanceof HTMLElement &&
		(target.isContentEditable || target.matches('input, textarea, select'))
	);
}
