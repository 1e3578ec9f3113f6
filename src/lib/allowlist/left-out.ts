import type { LeftOut } from './format';
import type { BypassItem, LocationItem } from './selection';

/** A group of facts left out for one reason; no group if there are none. */
export function leftOut(what: readonly string[], why: string): readonly LeftOut[] {
	return what.length === 0 ? [] : [{ what: [...new Set(what)], why }];
}

/** A bypass in words, for the list of what is left out. */
export function bypassWords({ bypass }: BypassItem): string {
	return `${bypass.normal} (${bypass.direction})`;
}

export const locationWords = ({ path }: LocationItem): string => path;

/** The locations that are paths, and the others as left out, for an export that takes only paths. */
export function pathsOnly(locations: readonly LocationItem[]): {
	readonly paths: readonly LocationItem[];
	readonly left: readonly LeftOut[];
} {
	const isPath = ({ location }: LocationItem): boolean => location.kind !== 'identifier';
	const others = locations.filter((item) => !isPath(item)).map(locationWords);
	return { paths: locations.filter(isPath), left: leftOut(others, 'An identifier is no path.') };
}

export const noPath =
	'The article names the program without its path, and the product asks for the full path. Look the path up on a machine where it runs.';

export const noFile =
	'The article gives the folder only, and the product asks for the full path of the program.';
