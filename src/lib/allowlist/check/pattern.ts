import type { Platform, ProgramFolders } from '$lib/catalog';
import { globMatches } from './glob';

/** In which way an entry covers a path; in the order in which they are said. */
export type How =
	| 'exact'
	| 'folder'
	| 'wildcard'
	| 'environment variable'
	| 'letter case'
	| 'any drive'
	| 'name only';

/** A listed path or pattern, made ready to be compared. */
export interface Pattern {
	/** Written out and without a slash at the end; several where a variable stands for several. */
	readonly texts: readonly string[];
	readonly usesVariable: boolean;
	/** Without drive or leading slash: holds on every drive. */
	readonly anyDrive: boolean;
	/** No folder at all: it covers every file of that name. */
	readonly isName: boolean;
	readonly platform: Platform | undefined;
}

/** Variables and prefixes of Windows and of the products, lower case, and the folder of each. */
function variablesOf(
	folders: ProgramFolders
): readonly (readonly [name: string, values: readonly string[]])[] {
	const { programFiles, programFilesX86, programData, windir } = folders;
	const systemDrive = windir.slice(0, 2);
	return [
		['%programfiles(x86)%', [programFilesX86]],
		// As the article has it once, without the last %.
		['%programfiles(x86)\\', [`${programFilesX86}\\`]],
		['${env:programfiles(x86)}', [programFilesX86]],
		// AppLocker’s variable of this name covers both folders.
		['%programfiles%', [programFiles, programFilesX86]],
		['%programw6432%', [programFiles]],
		['$env:programfiles', [programFiles]],
		['[program_files]', [programFiles]],
		['%programdata%', [programData]],
		['%allusersprofile%', [programData]],
		['$env:programdata', [programData]],
		['[common_appdata]', [programData]],
		['%system32%', [`${windir}\\System32`]],
		['[system]', [`${windir}\\System32`]],
		['%windir%', [windir]],
		['%systemroot%', [windir]],
		['$env:windir', [windir]],
		['[windows]', [windir]],
		['%systemdrive%', [systemDrive]],
		['%osdrive%', [systemDrive]]
	];
}

/** Reads a listed text as a pattern. AppLocker’s reading of %ProgramFiles% is allowed where asked. */
export function patternOf(text: string, folders: ProgramFolders, bothFolders: boolean): Pattern {
	const isWindows = /^[A-Za-z]:|\\|^%|^\$|^\[/.test(text);
	const written = isWindows ? text.replaceAll('/', '\\') : text;
	const variable = variablesOf(folders).find(([name]) => written.toLowerCase().startsWith(name));
	const values = variable?.[1].slice(0, bothFolders ? undefined : 1) ?? [''];
	const rest = variable ? written.slice(variable[0].length) : written;
	// An identifier such as com.zscaler.zscaler is whole as it stands.
	const isName = !/[\\/]|^[A-Za-z]:|^com\./.test(text);
	const rooted = /^(?:[A-Za-z]:|[\\/]|\*)/.test(values[0] === '' ? rest : (values[0] ?? ''));
	const texts = values.map((value) => (value + rest).replace(/(?<=.)[\\/]+$/, ''));
	let platform: Platform | undefined;
	if (isWindows) platform = 'windows';
	else if (/^\/?(?:Applications|Library|Users)\/|^com\.|\.app\b/.test(text)) platform = 'macos';
	else if (/^\/?(?:opt|usr|etc|home)\//.test(text)) platform = 'linux';
	return {
		texts,
		usesVariable: variable !== undefined,
		anyDrive: !rooted && !isName,
		isName,
		platform
	};
}

/** What is to be covered: a path, and whether a folder stands for all that is in it. */
export interface Target {
	readonly path: string;
	readonly platform: Platform;
	readonly isFolder: boolean;
}

/** How a pattern covers a path; `undefined` where it does not. */
export function covers(pattern: Pattern, target: Target): readonly How[] | undefined {
	const folds = target.platform !== 'linux';
	const separator = target.platform === 'windows' ? '\\' : '/';
	if (pattern.platform !== undefined && pattern.platform !== target.platform) return undefined;
	const full = pattern.anyDrive ? target.path.replace(/^(?:[A-Za-z]:)?[\\/]/, '') : target.path;
	const path = pattern.isName ? (full.split(separator).at(-1) ?? full) : full;
	const fold = (text: string): string => (folds ? text.toLowerCase() : text);
	for (const text of pattern.texts) {
		const how = coversText(text, path, fold, separator, target.isFolder);
		if (!how) continue;
		if (pattern.isName) return ['name only'];
		const sameCase = text.includes('*') || text.includes('?') || path.startsWith(text);
		return [
			how,
			...(pattern.usesVariable ? (['environment variable'] as const) : []),
			// Drive letters have no case worth a word.
			...(sameCase || path.slice(1).startsWith(text.slice(1)) ? [] : (['letter case'] as const)),
			...(pattern.anyDrive && target.platform === 'windows' ? (['any drive'] as const) : [])
		];
	}
	return undefined;
}

function coversText(
	text: string,
	path: string,
	fold: (text: string) => string,
	separator: '\\' | '/',
	isFolder: boolean
): 'exact' | 'folder' | 'wildcard' | undefined {
	if (fold(text) === fold(path)) return 'exact';
	if (/[*?]/.test(text)) {
		const matches = (whole: string): boolean => globMatches(fold(text), fold(whole), separator);
		const inside = isFolder && matches(`${path}${separator}x${separator}y`);
		return inside || matches(path) ? 'wildcard' : undefined;
	}
	const isProgram = /\.exe$/i.test(text);
	return !isProgram && fold(path).startsWith(fold(text) + separator) ? 'folder' : undefined;
}

/** Why an entry that covers something covers more than it should; empty where it does not. */
export function widerBecause(pattern: Pattern, how: readonly How[]): string {
	if (how.includes('name only')) {
		return 'A bare name covers every file of that name, wherever it is.';
	}
	if (!how.includes('folder') && !how.includes('wildcard')) return '';
	const fixed = (pattern.texts[0] ?? '').split(/[*?]/, 1)[0] ?? '';
	if (/(?:^|[\\/])zscaler(?:[\\/.]|$)/i.test(fixed)) return '';
	return how.includes('wildcard')
		? 'The pattern also covers what is not Zscaler’s.'
		: 'The folder also holds what is not Zscaler’s.';
}
