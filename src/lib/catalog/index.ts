export { sections, source, type SectionId } from './source';
export {
	platformNames,
	platforms,
	windowsVersions,
	type Direction,
	type Platform,
	type WindowsVersion
} from './platform';
export {
	findProcess,
	processes,
	processOf,
	type Process,
	type ProcessId,
	type ProcessKind
} from './process';
export { locations, type Location, type LocationKind } from './location';
export { bypasses, type Bypass } from './bypass';
export { purposes, type Purpose } from './purpose';
export { notes, type Note } from './note';
export { hardeningCommands, type HardeningCommand } from './hardening';
export { cgnat, cgnatCover, cgnatRanges, type CgnatFact, type Origin } from './cgnat';
