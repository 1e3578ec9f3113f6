import { distinct, type BypassItem, type LocationItem, type Selection } from '../selection';
import type { ReadList } from './list-entry';
import { targetFor, type Target } from './pattern';

/** A location or bypass that the list was compared with. */
export type Wanted = {
	/** The path that an entry must cover; `undefined` if the article gives none. */
	readonly target: Target | undefined;
} & (
	| { readonly kind: 'location'; readonly item: LocationItem }
	| { readonly kind: 'bypass'; readonly item: BypassItem }
);

/** The path of a location, prepared for comparison. */
export function locationTarget({ location, path }: LocationItem): Target {
	const isFolder = location.kind === 'folder' || location.kind === 'app';
	return targetFor(path, location.platform, isFolder);
}

function bypassTarget({ bypass, path, kind }: BypassItem): Target | undefined {
	return path === undefined ? undefined : targetFor(path, bypass.platform, kind !== 'file');
}

/** The part of a selection that a list of this kind can cover, each path once. */
export function wantedOf(selection: Selection, list: ReadList): readonly Wanted[] {
	if (list.covers === 'locations') {
		return distinct(selection.locations, ({ path, location }) =>
			location.platform === 'linux' ? path : path.toLowerCase()
		).map((item) => ({ kind: 'location', item, target: locationTarget(item) }));
	}
	const inboundOnly = list.kind.startsWith('macOS');
	return distinct(
		selection.bypasses.filter(
			({ bypass }) =>
				!inboundOnly || (bypass.platform === 'macos' && bypass.direction === 'inbound')
		),
		({ bypass, path }) => `${path ?? bypass.normal} ${bypass.direction}`.toLowerCase()
	).map((item) => ({ kind: 'bypass', item, target: bypassTarget(item) }));
}
