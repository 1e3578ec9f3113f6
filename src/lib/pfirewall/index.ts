export { blobSource, bytesSource, type ByteSource } from './source';
export {
	readLog,
	type MalformedRow,
	type NoLog,
	type Reading,
	type ReadingOptions
} from './reading';
export type { Gap } from './collector';
export type { Query } from './query';
export type { Action, Malformed } from './line';
export type { Counts } from './visitor';
export { EITHER_ADDRESS, readCondition, type Condition } from './condition';
export { readRows, rowsFrom, type Row } from './rows';
export { findSeams, firstRow, type FirstRow, type Seam } from './seam';
export { mayOverlap, type Pair } from './overlap';
export type { Place, PlaceIndex } from './place';
export { DIMENSIONS, mergeSummaries, type Dimension, type Summary } from './summary';
export { keysOf, topOf, type Table, type TallyEntry } from './table';
export { bars, mergeTimelines, type Bar, type Timeline } from './timeline';
export { formatTime, parseTime } from './timestamp';
export { answer, bypassName, type Answer } from './answer';
export type { Coverage } from './coverage';
export { rowFormats, type ExportedRow, type RowFormat } from './formats';
