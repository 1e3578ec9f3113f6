export { folderFault, onDrive } from './folders';
export {
	bytesOf,
	textOf,
	type FileKind,
	type Format,
	type Instruction,
	type LeftOut,
	type Reference,
	type Written
} from './format';
export { formats } from './formats';
export {
	select,
	type BypassItem,
	type Choice,
	type LocationItem,
	type Selection
} from './selection';
export {
	escapeXml,
	markdownCode,
	quoteBatch,
	quoteCsv,
	quotePowerShell,
	quoteShell
} from './quote';
export { checkList, missingSelection, type ListCheck } from './check/list-check';
export type { ListEntry } from './check/list-entry';
export type { How } from './check/pattern';
export type { Wanted } from './check/wanted';
export type { Wider } from './check/relation';
export { checkProcesses, type ProcessCheck } from './check/process-check';
export { groundNames, groundWords, onGrounds, readGrounds, type Ground } from './choice-words';
export { exampleList, exampleProcesses } from './examples';
export type { Absent, Recognised } from './check/process-check';
