import { everyKept } from './kept.svelte';
import { storage } from './storage.svelte';

/** The format of an exported file; raised when older files can no longer be read unchanged. */
const format = 1;

/** All kept values, as the text of one JSON file. */
export function exportAll(): string {
	for (const one of everyKept()) one.save();
	const kept: Record<string, unknown> = {};
	for (const key of storage.keys()) {
		const value = parsed(storage.read(key) ?? '');
		if (value !== undefined) kept[key] = value;
	}
	return JSON.stringify({ waythrough: format, kept }, null, '\t') + '\n';
}

/**
 * Replaces all kept values with those of an exported file.
 *
 * @returns how many values were taken, or why the file is of no use (nothing has changed then)
 */
export function importAll(text: string): { readonly taken: number } | { readonly problem: string } {
	const file = parsed(text);
	if (!isRecord(file) || file['waythrough'] === undefined || !isRecord(file['kept'])) {
		return { problem: 'This is not a file that Waythrough has exported.' };
	}
	if (file['waythrough'] !== format) {
		return { problem: 'This file was exported by another version of Waythrough.' };
	}
	const entries = Object.entries(file['kept']);
	clearAll();
	for (const [key, value] of entries) storage.write(key, JSON.stringify(value));
	for (const one of everyKept()) one.load();
	return storage.keeping === 'works'
		? { taken: entries.length }
		: { problem: 'The browser does not let this page keep all of the file.' };
}

/** Deletes all kept values; each is its initial one again. */
export function clearAll(): void {
	for (const one of everyKept()) one.reset();
	for (const key of storage.keys()) storage.remove(key);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
