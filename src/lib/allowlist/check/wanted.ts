import { distinct, type BypassItem, type LocationItem, type Selection } from '../selection';
import type { ReadList } from './list-entry';
import type { Target } from './pattern';

/** A location or bypass that the list was compared with. */
export type Wanted =
	| { readonly kind: 'location'; readonly item: LocationItem }
	| { readonly kind: 'bypass'; readonly item: BypassItem };

/** The path that an entry must cover; `undefined` where the article gives none. */
export function targetOf(wanted: Wanted): Target | undefined {
	if (wanted.kind === 'location') {
		const { location, path } = wanted.item;
		if (location.kind === 'identifier') return { path, platform: 'macos', isFolder: false };
		return { path, platform: location.platform, isFolder: location.kind !== 'file' };
	}
	const { bypass, path, kind } = wanted.item;
	return path === undefined
		? undefined
		: { path, platform: bypass.platform, isFolder: kind !== 'file' };
}

/** What a list of this kind can cover of a selection, each path once. */
export function wantedOf(selection: Selection, list: ReadList): readonly Wanted[] {
	if (list.covers === 'locations') {
		return distinct(selection.locations, ({ path, location }) =>
			location.platform === 'linux' ? path : path.toLowerCase()
		).map((item) => ({ kind: 'location', item }));
	}
	const inboundOnly = list.kind.startsWith('macOS');
	return distinct(
		selection.bypasses.filter(
			({ bypass }) =>
				!inboundOnly || (bypass.platform === 'macos' && bypass.direction === 'inbound')
		),
		({ bypass, path }) => `${path ?? bypass.normal} ${bypass.direction}`.toLowerCase()
	).map((item) => ({ kind: 'bypass', item }));
}
