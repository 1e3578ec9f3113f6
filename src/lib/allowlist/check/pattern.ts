import type { Platform, ProgramFolders } from '$lib/catalog';
import { globMatches } from './glob';

/** How an entry covers a path, in the order of display. */
export type How =
	| 'exact'
	| 'folder'
	| 'wildcard'
	| 'environment variable'
	| 'letter case'
	| 'any drive'
	| 'name only';

/** One text of a pattern: expanded, and in lower case. */
interface Form {
	readonly text: string;
	readonly folded: string;
	/** The part before the first wildcard, in lower case; undefined if there is no wildcard. */
	readonly head: string | undefined;
}

/** A listed path or pattern, prepared for comparison. */
export interface Pattern {
	/** Expanded and without a trailing slash; several if a variable has several values. */
	readonly forms: readonly Form[];
	readonly usesVariable: boolean;
	/** Without drive or leading slash: applies on every drive. */
	readonly anyDrive: boolean;
	/** No folder at all: it covers every file of that name. */
	readonly isName: boolean;
	readonly platform: Platform | undefined;
}

/** Variables and prefixes of Windows and of the products, lower case, and the folder of each. */
type Variables = readonly (readonly [name: string, values: readonly string[]])[];

function variablesOf(folders: ProgramFolders): Variables {
	const { programFiles, programFilesX86, programData, windir } = folders;
	const systemDrive = windir.slice(0, 2);
	return [
		['%programfiles(x86)%', [programFilesX86]],
		// As the article writes it once, without the last %.
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

function formOf(text: string): Form {
	const folded = text.toLowerCase();
	const wild = folded.search(/[*?]/);
	return { text, folded, head: wild === -1 ? undefined : folded.slice(0, wild) };
}

/**
 * Makes a function that reads listed texts as patterns, for machines with these folders.
 *
 * @param bothFolders reads %ProgramFiles% as AppLocker does: for both Program Files folders
 */
export function patternReader(
	folders: ProgramFolders,
	bothFolders: boolean
): (text: string) => Pattern {
	const variables = variablesOf(folders);
	return (text) => patternOf(text, variables, bothFolders);
}

function patternOf(text: string, variables: Variables, bothFolders: boolean): Pattern {
	const isWindows = /^[A-Za-z]:|\\|^%|^\$|^\[/.test(text);
	const written = isWindows ? text.replaceAll('/', '\\') : text;
	const start = /^[%$[]/.test(written) ? written.slice(0, 30).toLowerCase() : '';
	const variable = start === '' ? undefined : variables.find(([name]) => start.startsWith(name));
	const values = variable?.[1].slice(0, bothFolders ? undefined : 1) ?? [''];
	const rest = variable ? written.slice(variable[0].length) : written;
	// An identifier such as com.zscaler.zscaler is not the name of a file.
	const isName = !/[\\/]|^[A-Za-z]:|^com\./.test(text);
	const rooted = /^(?:[A-Za-z]:|[\\/]|\*)/.test(values[0] === '' ? rest : (values[0] ?? ''));
	const forms = values.map((value) => formOf((value + rest).replace(/(?<=.)[\\/]+$/, '')));
	let platform: Platform | undefined;
	if (isWindows) platform = 'windows';
	else if (/^\/?(?:Applications|Library|Users)\/|^com\.|\.app\b/.test(text)) platform = 'macos';
	else if (/^\/?(?:opt|usr|etc|home)\//.test(text)) platform = 'linux';
	return {
		forms,
		usesVariable: variable !== undefined,
		anyDrive: !rooted && !isName,
		isName,
		platform
	};
}

/** A path to cover, prepared for comparison: see {@link targetFor}. */
export interface Target {
	readonly path: string;
	readonly platform: Platform;
	/** A folder includes everything in it. */
	readonly isFolder: boolean;
	readonly separator: '\\' | '/';
	readonly whole: Place;
	/** The path without drive or leading slash. */
	readonly tail: Place;
	/** The last part of the path. */
	readonly name: Place;
}

interface Place {
	readonly text: string;
	readonly folded: string;
}

/** Prepares a path for comparison with many patterns. */
export function targetFor(path: string, platform: Platform, isFolder: boolean): Target {
	const separator = platform === 'windows' ? '\\' : '/';
	const place = (text: string): Place => ({ text, folded: text.toLowerCase() });
	return {
		path,
		platform,
		isFolder,
		separator,
		whole: place(path),
		tail: place(path.replace(/^(?:[A-Za-z]:)?[\\/]/, '')),
		name: place(path.split(separator).at(-1) ?? path)
	};
}

/** How a pattern covers a path; `undefined` if it does not. */
export function covers(pattern: Pattern, target: Target): readonly How[] | undefined {
	if (pattern.platform !== undefined && pattern.platform !== target.platform) return undefined;
	const place = pattern.isName ? target.name : pattern.anyDrive ? target.tail : target.whole;
	for (const form of pattern.forms) {
		const how = coversPlace(form, place, target);
		if (!how) continue;
		if (pattern.isName) return ['name only'];
		// The case of a drive letter is not worth mentioning.
		const sameCase = form.head !== undefined || place.text.slice(1).startsWith(form.text.slice(1));
		return [
			how,
			...(pattern.usesVariable ? (['environment variable'] as const) : []),
			...(sameCase ? [] : (['letter case'] as const)),
			...(pattern.anyDrive && target.platform === 'windows' ? (['any drive'] as const) : [])
		];
	}
	return undefined;
}

function coversPlace(
	form: Form,
	place: Place,
	{ platform, isFolder, separator }: Target
): 'exact' | 'folder' | 'wildcard' | undefined {
	// Most entries of most lists are about something else, which their first letters show.
	if (form.head === undefined) {
		if (!place.folded.startsWith(form.folded)) return undefined;
	} else if (!place.folded.startsWith(form.head) && !form.head.startsWith(place.folded)) {
		return undefined;
	}
	const counts = platform === 'linux';
	const text = counts ? form.text : form.folded;
	const path = counts ? place.text : place.folded;
	if (text === path) return 'exact';
	if (form.head !== undefined) {
		const inside = isFolder && globMatches(text, `${path}${separator}x${separator}y`, separator);
		return inside || globMatches(text, path, separator) ? 'wildcard' : undefined;
	}
	return !form.folded.endsWith('.exe') && path.startsWith(text + separator) ? 'folder' : undefined;
}

/** Why an entry that covers something covers more than it should; empty if it does not. */
export function widerBecause(pattern: Pattern, how: readonly How[]): string {
	if (how.includes('name only')) {
		return 'A bare name covers every file of that name, wherever it is.';
	}
	if (!how.includes('folder') && !how.includes('wildcard')) return '';
	const [form] = pattern.forms;
	const fixed = form?.head ?? form?.folded ?? '';
	if (/(?:^|[\\/])zscaler(?:[\\/.]|$)/.test(fixed)) return '';
	return how.includes('wildcard')
		? 'The pattern also covers what is not Zscaler’s.'
		: 'The folder also holds what is not Zscaler’s.';
}
