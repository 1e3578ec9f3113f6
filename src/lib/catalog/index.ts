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
export { notes, valuesIn, type Note } from './note';
export { hardeningCommands, type HardeningCommand } from './hardening';
export { cgnatCover, cgnatRanges } from './cgnat';
export { literalPath, usualFolders, type ProgramFolders } from './program-folders';
export { dossierOf, dossiers, type Dossier, type Spelling } from './dossier';
export { differenceOf, limitOf } from './peculiarity';
export { overviews, type Overview } from './overview';
export { alike } from './remark';
export { factKinds, type FactKind } from './fact-kind';
export { entries, type Entry } from './entry';
export { glance, onPlatform, type Glance } from './glance';
export { search, type Query } from './search';
export { seek, type Sought } from './sought';
export { marks, type Mark } from './mark';
