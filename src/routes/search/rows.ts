const marked = '[data-row]';

/** The id of the row that an element is in. */
export function rowAt(element: EventTarget | null | undefined): string | undefined {
	if (!(element instanceof HTMLElement)) return undefined;
	const row =
		element.closest('tr')?.querySelector<HTMLElement>(marked) ??
		element.closest<HTMLElement>(`tr${marked}`);
	return row?.dataset['row'];
}

/**
 * Moves the focus by `step` rows from the focused element; from outside the table, to its first row.
 * Returns false if there is no row to move to.
 */
export function moveFocus(
	table: HTMLElement | undefined,
	from: EventTarget | null | undefined,
	step: number
): boolean {
	const rows = [...(table?.querySelectorAll<HTMLElement>(marked) ?? [])];
	const at = rows.findIndex((row) => row.dataset['row'] === rowAt(from));
	const next = rows[at === -1 ? 0 : at + step];
	next?.focus();
	return next !== undefined;
}
