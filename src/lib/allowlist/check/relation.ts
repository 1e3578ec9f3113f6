import { dossiers, type ProgramFolders } from '$lib/catalog';
import { select } from '../selection';
import type { ListEntry } from './list-entry';
import { covers, widerBecause, type Target } from './pattern';
import { locationTarget } from './wanted';
import { lastPart, type Ready } from './reach';

export interface Wider {
	readonly entry: ListEntry;
	readonly why: string;
}

/** Process names of the catalog, for bare names and for programs that have no path in the article. */
const knownNames: ReadonlySet<string> = new Set(
	dossiers
		.filter(({ process }) => process.kind !== 'folder')
		.flatMap(({ spellings }) =>
			spellings.map(({ text }) => text.toLowerCase().replace(/\.exe$/, ''))
		)
);

/** Whether an entry is related to Client Connector, as far as the catalog knows. */
export function belongs({ entry, pattern }: Ready, everything: readonly Target[]): boolean {
	if (entry.text === '' || /zscaler/i.test(entry.text)) return true;
	if (
		knownNames.has(
			lastPart(entry.text)
				.toLowerCase()
				.replace(/\.exe$/, '')
		)
	)
		return true;
	return everything.some((target) => covers(pattern, target));
}

/** Why an entry covers more than it should: nothing, or one reason. */
export function widerEntry(ready: Ready, everything: readonly Target[]): readonly Wider[] {
	const { entry, pattern } = ready;
	if (entry.refuses) return [];
	if (entry.about === 'rule' && entry.text === '') {
		return [{ entry, why: 'The rule is about any program.' }];
	}
	for (const target of everything) {
		const how = covers(pattern, target);
		const why = how && widerBecause(pattern, how);
		if (why) return [{ entry, why }];
	}
	return [];
}

/** Every location of the catalog, on machines with these folders. */
export function targets(folders: ProgramFolders): readonly Target[] {
	const { locations } = select({
		versions: ['32-bit', '64-bit'],
		macos: true,
		linux: true,
		withLocations: true,
		withBypasses: false,
		folders
	});
	return locations.map(locationTarget);
}
