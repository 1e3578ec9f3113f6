import type { Platform, WindowsVersion } from '$lib/catalog';
import { select, type Choice } from '../selection';
import type { ReadList } from './list-entry';
import { covers } from './pattern';
import type { Ready } from './reach';
import { locationTarget } from './wanted';

/**
 * What a list is for: the platforms, by its kind and by the locations that its entries cover, and the
 * Windows versions that alone have such a location. If there are none, what the user chose.
 *
 * @param entries those related to Client Connector
 */
export function recognised(list: ReadList, entries: readonly Ready[], chosen: Choice): Choice {
	const { folders } = chosen;
	const seen = new Set<Platform>();
	const versions = new Set<WindowsVersion>();
	const all: Choice = {
		versions: ['32-bit', '64-bit'],
		macos: true,
		linux: true,
		withLocations: true,
		withBypasses: true,
		folders
	};
	if (/netsh|NetFirewall|MpPreference/.test(list.kind)) seen.add('windows');
	if (list.kind.startsWith('macOS')) seen.add('macos');
	const everything = select(all).locations.map((item) => ({
		location: item.location,
		target: locationTarget(item)
	}));
	for (const { pattern } of entries) {
		if (pattern.isName) continue;
		const places = everything.filter(({ target }) => covers(pattern, target));
		for (const { location } of places) seen.add(location.platform);
		const only = new Set(
			places.flatMap(({ location }) => (location.platform === 'windows' ? [location.version] : []))
		);
		if (only.size === 1) for (const version of only) versions.add(version);
	}
	if (seen.size === 0) return chosen;
	const found = [...versions];
	// The 32-bit version has its data protection in the folder where the 64-bit version has everything.
	const kept = chosen.versions.length > 0 ? chosen.versions : (['64-bit'] as const);
	return {
		...chosen,
		versions: seen.has('windows') ? (found.length > 0 ? found.sort() : kept) : [],
		macos: seen.has('macos'),
		linux: seen.has('linux')
	};
}
