import type { ProgramFolders } from '$lib/catalog';

/** What is wrong with a folder that the user typed; empty if nothing is. */
export function folderFault(folder: string): string {
	if (!/^[A-Za-z]:\\/.test(folder)) return 'A folder starts with a drive, as in C:\\Program Files.';
	if (/[<>:"/|?*]/.test(folder.slice(2))) return 'A folder can’t hold any of < > : " / | ? *';
	if (Array.from(folder).some((char) => char < ' '))
		return 'A folder can’t hold control characters.';
	if (folder.length > 3 && /[\\ .]$/.test(folder)) {
		return 'A folder can’t end in a backslash, a blank or a dot.';
	}
	return '';
}

/** Both Program Files folders of a drive; the other folders stay. */
export function onDrive(folders: ProgramFolders, drive: string): ProgramFolders {
	return {
		...folders,
		programFiles: drive + folders.programFiles.slice(2),
		programFilesX86: drive + folders.programFilesX86.slice(2)
	};
}
