import type { Bypass } from './bypass';
import type { Dossier } from './dossier';
import type { Location } from './location';
import type { Platform } from './platform';

/** The facts of one process that a row shows before it is opened. */
export interface Glance {
	readonly locations: readonly Location[];
	readonly bypasses: readonly Bypass[];
}

/** The part of a dossier that is about one platform, or all of it. */
export function onPlatform(dossier: Dossier, platform: Platform | undefined): Glance {
	return {
		locations: dossier.locations.filter((each) => !platform || each.platform === platform),
		bypasses: dossier.bypasses.filter((each) => !platform || each.platform === platform)
	};
}
