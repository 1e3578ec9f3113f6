import {
	dossiers,
	literalPath,
	platforms,
	type Dossier,
	type Platform,
	type ProcessId
} from '$lib/catalog';
import type { Choice } from '../selection';
import { readProcesses } from './processes';
import type { Running } from './processes/running';
import { TASKLIST_NAME } from './processes/tasklist';

/** A process of the list whose name is in the catalog. */
export interface Recognised {
	readonly running: Running;
	readonly dossier: Dossier;
	/** Why a person should look at it; empty if nothing is unusual. */
	readonly look: string;
}

/** A process that the catalog has for the platform but the list does not show. */
export interface Absent {
	readonly dossier: Dossier;
	/** Why it may well be absent; empty if it should run. */
	readonly reason: string;
}

export interface ProcessCheck {
	readonly kind: string;
	readonly platform: Platform;
	/** How many processes the list holds. */
	readonly count: number;
	readonly recognised: readonly Recognised[];
	readonly absent: readonly Absent[];
}

const once = 'It runs only now and then, for an installation or an update.';
const zdx = 'It runs where Zscaler Digital Experience is in use.';
const dlp = 'It runs where data protection is in use.';

/**
 * Why a process may be absent from a healthy machine. The article says what each is for, not when
 * it runs: this is our reading of the purposes.
 */
const mayBeAbsent: Partial<Readonly<Record<ProcessId, string>>> = {
	zsahelper: 'It is a helper that other processes start when they need it.',
	zsaupm: zdx,
	upmservicecontroller: zdx,
	zscalerappupdater: once,
	zscalerchecksumverifier: once,
	zscalerupdater: once,
	networkadapter: once,
	microsoftedgewebview2setup: once,
	zepinstaller: once,
	logonui: 'It runs while nobody is logged in, or while the screen is locked.',
	zdpservice: dlp,
	zdpclassifier: dlp,
	zdpapp: dlp,
	zdpresources: dlp,
	zdpd: dlp
};

const programs = dossiers.filter(
	({ process, platforms: its }) =>
		process.kind !== 'folder' && process.id !== 'zdpinstaller' && its.length > 0
);

function plain(name: string, platform: Platform): string {
	return platform === 'linux' ? name : name.toLowerCase().replace(/\.exe$/, '');
}

/** The programs of a platform by their names. */
function namesOf(platform: Platform): ReadonlyMap<string, Dossier> {
	return new Map(
		programs
			.filter((dossier) => dossier.platforms.includes(platform))
			.flatMap((dossier) =>
				dossier.spellings.map(({ text }) => [plain(text, platform), dossier] as const)
			)
	);
}

/** The program whose name tasklist has truncated to the width of its column. */
function cut(name: string, byName: ReadonlyMap<string, Dossier>): Dossier | undefined {
	if (name.length !== TASKLIST_NAME) return undefined;
	return [...byName].find(([whole]) => `${whole}.exe`.startsWith(name.toLowerCase()))?.[1];
}

/** The platform whose names are in the list most often; undefined in case of a tie. */
function byNames(of: readonly Platform[], running: readonly Running[]): Platform | undefined {
	const counted = of
		.map((platform) => {
			const names = namesOf(platform);
			return {
				platform,
				count: running.filter(({ name }) => names.has(plain(name, platform))).length
			};
		})
		.sort((one, other) => other.count - one.count);
	const [first, second] = counted;
	return first && first.count > (second?.count ?? 0) ? first.platform : undefined;
}

/** The list's platform: by its kind, its paths or its names, or else as chosen. */
function platformOf(kind: string, running: readonly Running[], choice: Choice): Platform {
	if (/tasklist|wmic|Get-Process/.test(kind)) return 'windows';
	if (kind === 'Activity Monitor') return 'macos';
	const paths = running.flatMap(({ path }) => (path === undefined ? [] : [path]));
	if (paths.some((path) => /^\/(?:Applications|System|Library)\//.test(path))) return 'macos';
	if (paths.some((path) => path.startsWith('/'))) return 'linux';
	if (
		paths.some((path) => path.includes('\\')) ||
		running.some(({ name }) => /\.exe$/i.test(name))
	) {
		return 'windows';
	}
	const unix = platforms.filter((each) => each !== 'windows');
	const isUnix = /^(?:ps|pgrep)\b/.test(kind);
	const seen = byNames(isUnix ? unix : platforms, running);
	if (seen) return seen;
	return unix.find((each) => choice[each]) ?? (isUnix ? 'linux' : 'windows');
}

type Fact = Dossier['locations'][number] | Dossier['bypasses'][number];

/** The documented paths of a program; if it has none, those of all others and their folders. */
function placesOf(dossier: Dossier, platform: Platform): readonly Fact[] {
	const paths = (one: Dossier): readonly Fact[] =>
		[...one.locations, ...one.bypasses].filter(
			(fact) => fact.platform === platform && /[\\/]/.test(fact.normal)
		);
	const own = paths(dossier);
	return own.length > 0 ? own : dossiers.flatMap(paths);
}

/** Whether a path is a documented one, or inside a documented folder or app. */
function isDocumented(path: string, places: readonly Fact[], choice: Choice): boolean {
	return places.some(({ normal, platform }) => {
		const fold = (text: string): string =>
			platform === 'linux' ? text : text.toLowerCase().replaceAll('\\', '/');
		const place = fold(literalPath(normal, choice.folders));
		return fold(path) === place || fold(path).startsWith(`${place}/`);
	});
}

/** What about a process deserves a look. It states what differs, and accuses nobody. */
function lookAt({ path }: Running, dossier: Dossier, platform: Platform, choice: Choice): string {
	if (path === undefined || isDocumented(path, placesOf(dossier, platform), choice)) return '';
	if (!dossier.locations.some((each) => each.platform === platform)) {
		return 'The article gives no path for this program, and this is in none of the folders that it names.';
	}
	const why =
		platform === 'windows'
			? 'The drive and folders of the machine may differ from those set on this page, or its version from the article’s.'
			: 'The version may differ from the article’s.';
	return `It runs from a place that the article does not list. ${why}`;
}

/**
 * Finds the processes of Client Connector in a pasted process list, those that are absent, and
 * those that run from elsewhere than documented.
 *
 * @param choice the machines' layout, and the platform if the list does not show it
 */
export function checkProcesses(text: string, choice: Choice): ProcessCheck {
	const { kind, running } = readProcesses(text);
	const platform = platformOf(kind, running, choice);
	const here = programs.filter((dossier) => dossier.platforms.includes(platform));
	const byName = namesOf(platform);
	const recognised = running.flatMap((each): Recognised[] => {
		const dossier =
			byName.get(plain(each.name, platform)) ??
			(kind === 'tasklist' ? cut(each.name, byName) : undefined);
		return dossier
			? [{ running: each, dossier, look: lookAt(each, dossier, platform, choice) }]
			: [];
	});
	const found = new Set(recognised.map(({ dossier }) => dossier.process.id));
	return {
		kind,
		platform,
		count: running.length,
		recognised,
		absent: here
			.filter(({ process }) => !found.has(process.id))
			.map((dossier) => ({ dossier, reason: mayBeAbsent[dossier.process.id] ?? '' }))
	};
}
