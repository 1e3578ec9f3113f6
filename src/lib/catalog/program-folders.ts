/** The Windows folders that the article's macros stand for, without a trailing slash. */
export interface ProgramFolders {
	/** What `%ProgramFiles%` stands for. */
	readonly programFiles: string;
	/** What `%ProgramFiles(x86)%` stands for. */
	readonly programFilesX86: string;
	/** What `%ProgramData%` stands for. */
	readonly programData: string;
	/** What `%windir%` stands for. */
	readonly windir: string;
}

/** The folders of a default Windows installation. */
export const usualFolders: ProgramFolders = {
	programFiles: 'C:\\Program Files',
	programFilesX86: 'C:\\Program Files (x86)',
	programData: 'C:\\ProgramData',
	windir: 'C:\\Windows'
};

const macros: readonly (readonly [macro: string, folder: keyof ProgramFolders])[] = [
	['%ProgramFiles(x86)%', 'programFilesX86'],
	['%ProgramFiles%', 'programFiles'],
	['%ProgramData%', 'programData'],
	['%windir%', 'windir']
];

/** A location's normal form with its macro expanded; other paths are unchanged. */
export function literalPath(normal: string, folders: ProgramFolders = usualFolders): string {
	const macro = macros.find(([name]) => normal.startsWith(name));
	return macro ? folders[macro[1]] + normal.slice(macro[0].length) : normal;
}
