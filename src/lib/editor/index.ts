export { default as CodeBox } from './CodeBox.svelte';
export type {
	CodeBoxHandle,
	CodeProblem,
	CodeServices,
	LineMark,
	LineNote,
	LineNotes,
	Renaming
} from './services';
