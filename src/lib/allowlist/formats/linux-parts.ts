import type { LeftOut } from '../format';
import { bypassWords, leftOut, locationWords } from '../left-out';
import type { Selection } from '../selection';

/** The paths of the Linux programs. */
export function linuxFiles({ locations }: Selection): readonly string[] {
	return locations.filter(({ location }) => location.platform === 'linux').map(({ path }) => path);
}

/** What a format for Linux programs can't express. */
export function beyondLinuxFiles({ locations, bypasses }: Selection): readonly LeftOut[] {
	return [
		...leftOut(
			locations.filter(({ location }) => location.platform !== 'linux').map(locationWords),
			'This format is for Linux.'
		),
		...leftOut(bypasses.map(bypassWords), 'The article lists no bypass for Linux.')
	];
}

/** What a packet filter can't express. */
export function beyondPacketFilter({ locations, bypasses }: Selection): readonly LeftOut[] {
	return [
		...leftOut(
			locations.map(locationWords),
			'A packet filter knows addresses and ports, not the path of a program.'
		),
		...leftOut(bypasses.map(bypassWords), 'The article lists no bypass for Linux.')
	];
}
