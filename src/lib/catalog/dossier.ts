import { bypasses, type Bypass } from './bypass';
import { locations, type Location } from './location';
import { notes, type Note } from './note';
import { overviewOf, type Overview } from './overview';
import { processes, type Process } from './process';
import { remarks } from './remark';
import type { SectionId } from './source';

/** One way in which the article writes a name, and where it does so. */
export interface Spelling {
	readonly text: string;
	readonly sections: readonly SectionId[];
}

/** Everything known about one process. */
export interface Dossier extends Overview {
	readonly locations: readonly Location[];
	readonly bypasses: readonly Bypass[];
	/** The notes that mention this process. */
	readonly notes: readonly Note[];
	/** In the order of first use; never empty. */
	readonly spellings: readonly Spelling[];
	/** Anything unusual about its names, or left open by the article; usually empty. */
	readonly remark: string;
}

/** The last part of a path, or the whole of a bare name; the vendor's folder keeps its parent. */
function lastPart(path: string): string {
	const parts = path
		.replaceAll('%', '')
		.split(/[\\/]/)
		.filter((part) => part !== '');
	return parts.slice(parts.length > 1 && parts.at(-1) === 'Zscaler' ? -2 : -1).join('\\');
}

function spellingsOf(uses: readonly (readonly [text: string, section: SectionId])[]): Spelling[] {
	const sectionsOf = new Map<string, Set<SectionId>>();
	for (const [text, section] of uses) {
		const known = sectionsOf.get(text);
		if (known) known.add(section);
		else sectionsOf.set(text, new Set([section]));
	}
	return [...sectionsOf].map(([text, found]) => ({ text, sections: [...found] }));
}

/** Gathers every fact of one process. */
export function dossierOf(process: Process): Dossier {
	const { id } = process;
	const overview = overviewOf(process);
	const itsLocations = locations.filter((each) => each.process === id);
	const itsBypasses = bypasses.filter((each) => each.process === id);
	const itsNotes = notes.filter((each) => each.processes.includes(id));
	const used = spellingsOf([
		...itsLocations.map((each) => [lastPart(each.written), each.section] as const),
		...itsBypasses.map((each) => [lastPart(each.written), each.section] as const),
		...(overview.purpose ? [[overview.purpose.written, 'usage'] as const] : [])
	]);
	return {
		...overview,
		locations: itsLocations,
		bypasses: itsBypasses,
		notes: itsNotes,
		// A process named only in a note has that note's spelling.
		spellings:
			used.length > 0
				? used
				: [{ text: process.name, sections: itsNotes.slice(0, 1).map((each) => each.section) }],
		remark: remarks[id] ?? ''
	};
}

/** The dossier of every process, in the catalog's order. */
export const dossiers: readonly Dossier[] = processes.map(dossierOf);
