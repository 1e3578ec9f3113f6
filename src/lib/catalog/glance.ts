import type { Bypass } from './bypass';
import type { Dossier } from './dossier';
import { fold } from './fold';
import type { Location } from './location';
import { literalPath } from './program-folders';
import type { Query } from './search';
import type { Sought } from './sought';

/** The facts of one process that a row shows before it is opened. */
export interface Glance {
	readonly locations: readonly Location[];
	readonly bypasses: readonly Bypass[];
}

function holds(sought: Sought, texts: readonly string[]): boolean {
	const folded = texts.map((text) => fold(text));
	const found = (part: string): boolean => folded.some((text) => text.includes(part));
	return found(sought.phrase) || sought.words.every(({ text }) => found(text));
}

/** The part of a dossier that is about one platform, or all of it. */
export function onPlatform(dossier: Dossier, platform: Query['platform']): Glance {
	return {
		locations: dossier.locations.filter((each) => !platform || each.platform === platform),
		bypasses: dossier.bypasses.filter((each) => !platform || each.platform === platform)
	};
}

/**
 * The paths that match the query: those of the requested kind, or else those that contain the text,
 * unless the name or the purpose already does.
 */
export function glance(dossier: Dossier, query: Query, sought: Sought | undefined): Glance {
	const { locations, bypasses } = onPlatform(dossier, query.platform);
	if (query.kind === 'location') return { locations, bypasses: [] };
	if (query.kind === 'bypass') return { locations: [], bypasses };
	const seen = [dossier.process.name, dossier.purpose?.text ?? ''];
	if (!sought || holds(sought, seen)) return { locations: [], bypasses: [] };
	const fits = (each: Location | Bypass, end: string): boolean =>
		holds(
			sought,
			[each.written, each.normal, literalPath(each.normal)].map((text) => text + end)
		);
	const found = locations.filter((each) => fits(each, each.kind === 'folder' ? '/' : ''));
	return {
		locations: found,
		bypasses: found.length > 0 ? [] : bypasses.filter((each) => fits(each, ''))
	};
}
