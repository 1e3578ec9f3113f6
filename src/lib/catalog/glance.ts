import type { Bypass } from './bypass';
import type { Dossier } from './dossier';
import { fold } from './fold';
import type { Location } from './location';
import { onPlatform, type Glance } from './on-platform';
import { literalPath } from './program-folders';
import type { Query } from './search';
import type { Sought } from './sought';

function holds(sought: Sought, texts: readonly string[]): boolean {
	const folded = texts.map((text) => fold(text));
	const found = (part: string): boolean => folded.some((text) => text.includes(part));
	return found(sought.phrase) || sought.words.every(({ text }) => found(text));
}

/**
 * The paths that answer the query: those of the kind asked for, or else those that the text is
 * found in, if name and purpose do not show it already.
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
