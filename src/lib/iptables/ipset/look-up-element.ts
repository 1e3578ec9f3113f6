/** The answer of `ipset test`. */
import type { Elements } from './expand';
import { Lookup } from './lookup';
import type { LivingSet } from './sets';

/** `exceptions`: whether it is one of the entries flagged nomatch. */
export function lookUp(
	{ type, members }: LivingSet,
	elements: Elements,
	exceptions: boolean
): boolean {
	const [parts] = elements.all();
	if (!parts) return false;
	const [entry] = new Lookup(type, members.list()).covering(parts);
	if (!entry) return false;
	const [, mac] = parts;
	const [, own] = entry.parts;
	// Without a MAC address on either side, any matches.
	const macs = type.name === 'bitmap:ip,mac' && mac?.kind === 'mac' && own?.kind === 'mac';
	return macs ? mac.mac === own.mac : entry.noMatch === exceptions;
}
