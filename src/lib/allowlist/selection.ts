import {
	bypasses,
	literalPath,
	locations,
	type Bypass,
	type Location,
	type Platform,
	type ProcessId,
	type ProgramFolders,
	type WindowsVersion
} from '$lib/catalog';

/** What to allow, and the folders of the machines. */
export interface Choice {
	/** The Client Connector versions on Windows; none leaves Windows out. */
	readonly versions: readonly WindowsVersion[];
	readonly macos: boolean;
	readonly linux: boolean;
	readonly withLocations: boolean;
	readonly withBypasses: boolean;
	readonly folders: ProgramFolders;
}

/** A location, with its path on the machines chosen. */
export interface LocationItem {
	readonly location: Location;
	/** Expanded: it contains no macros. */
	readonly path: string;
}

/** A bypass, with the path of its program on the machines chosen. */
export interface BypassItem {
	readonly bypass: Bypass;
	readonly version: WindowsVersion | undefined;
	/** `undefined` if the article gives no path for the program. */
	readonly path: string | undefined;
	/** Whether the path is that of a folder or an app rather than of a file. */
	readonly kind: 'file' | 'folder' | 'app';
}

export interface Selection {
	readonly locations: readonly LocationItem[];
	readonly bypasses: readonly BypassItem[];
	/** Whether Linux, for which the article gives hardening commands, is chosen. */
	readonly linux: boolean;
}

function chosen(location: Location, choice: Choice): boolean {
	if (location.platform === 'windows') return choice.versions.includes(location.version);
	return choice[location.platform];
}

/** The file (or the app) of a process in the list of locations. */
function programOf(
	process: ProcessId,
	platform: Platform,
	version: WindowsVersion | undefined
): Location | undefined {
	return locations.find(
		(each) =>
			each.process === process &&
			each.platform === platform &&
			(each.platform !== 'windows' || each.version === version) &&
			(each.kind === 'file' || each.kind === 'app')
	);
}

function bypassItem(
	bypass: Bypass,
	version: WindowsVersion | undefined,
	folders: ProgramFolders
): BypassItem {
	if (bypass.normal.startsWith('/')) {
		const isFolder = locations.some(
			(each) => each.kind === 'folder' && each.normal === bypass.normal
		);
		return { bypass, version, path: bypass.normal, kind: isFolder ? 'folder' : 'file' };
	}
	const program = programOf(bypass.process, bypass.platform, version);
	return {
		bypass,
		version,
		path: program && literalPath(program.normal, folders),
		kind: program?.kind === 'app' ? 'app' : 'file'
	};
}

/** The facts of the catalog that a choice covers, in the catalog's order. */
export function select(choice: Choice): Selection {
	const { folders } = choice;
	const itsBypasses = bypasses.flatMap((bypass) => {
		if (bypass.platform === 'macos') {
			return choice.macos ? [bypassItem(bypass, undefined, folders)] : [];
		}
		return choice.versions.map((version) => bypassItem(bypass, version, folders));
	});
	return {
		locations: choice.withLocations
			? locations
					.filter((each) => chosen(each, choice))
					.map((location) => ({ location, path: literalPath(location.normal, folders) }))
			: [],
		bypasses: choice.withBypasses ? itsBypasses : [],
		linux: choice.linux
	};
}

/** Items without those that repeat an earlier one. */
export function distinct<Item>(
	items: readonly Item[],
	key: (item: Item) => string
): readonly Item[] {
	const seen = new Set<string>();
	return items.filter((item) => !seen.has(key(item)) && seen.add(key(item)));
}
