import { bypasses } from './bypass';
import { locations } from './location';
import { platforms, type Direction, type Platform } from './platform';
import { processes, type Process } from './process';
import { purposes, type Purpose } from './purpose';

/** What a line about a process says. */
export interface Overview {
	readonly process: Process;
	/** `undefined` where the article gives none. */
	readonly purpose: Purpose | undefined;
	/** Where the article places it; empty where it names no platform. */
	readonly platforms: readonly Platform[];
	readonly directions: readonly Direction[];
}

/** The line about one process. */
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

/** The line about every process, in the catalog's order. */
export const overviews: readonly Overview[] = processes.map(overviewOf);
