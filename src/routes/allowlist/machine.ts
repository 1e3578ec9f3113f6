import { usualFolders, type ProgramFolders } from '$lib/catalog';
import { kept, text } from '$lib/state';

function readFolders(raw: unknown): ProgramFolders | undefined {
	if (typeof raw !== 'object' || raw === null) return undefined;
	const entries = new Map<string, unknown>(Object.entries(raw));
	const folder = (name: keyof ProgramFolders): string =>
		text(entries.get(name)) ?? usualFolders[name];
	return {
		programFiles: folder('programFiles'),
		programFilesX86: folder('programFilesX86'),
		programData: folder('programData'),
		windir: folder('windir')
	};
}

/** How the user's machines are laid out. */
export const folders = kept<ProgramFolders>('allowlist.folders', usualFolders, readFolders);

export const list = kept('allowlist.list', '', text);
export const processes = kept('allowlist.processes', '', text);
