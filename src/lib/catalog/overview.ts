import { bypasses } from './bypass';
import { locations } from './location';
import { platforms, type Direction, type Platform } from './platform';
import { processes, type Process } from './process';
import { purposes, type Purpose } from './purpose';

/** The facts of a process that its row shows. */
export interface Overview {
	readonly process: Process;
	/** `undefined` if the article gives none. */
	readonly purpose: Purpose | undefined;
	/** The platforms that the article gives; empty if it names none. */
	readonly platforms: readonly Platform[];
	readonly directions: readonly Direction[];
}

/** The overview of one process. */
export function overviewOf(process: Process): Overview {
	const isIts = (fact: { readonly process: string }): boolean => fact.process === process.id;
	const itsBypasses = bypasses.filter(isIts);
	const placed = [...locations.filter(isIts), ...itsBypasses].map((each) => each.platform);
	return {
		process,
		purpose: purposes.find(isIts),
		platforms: platforms.filter((each) => placed.includes(each) || process.noted === each),
		directions: (['inbound', 'outbound'] as const).filter((direction) =>
			itsBypasses.some((each) => each.direction === direction)
		)
	};
}

/** The overview of every process, in the catalog's order. */
export const overviews: readonly Overview[] = processes.map(overviewOf);
