export { default as CodeBox } from './CodeBox.svelte';
export type {
	CodeBoxHandle,
	CodeProblem,
	CodeServices,
	Colour,
	ColouredPart,
	Explanation,
	LineMark,
	LineNote,
	LineNotes,
	NameUse,
	Place,
	Renaming,
	Stretch,
	Suggestion,
	Suggestions
} from './services';
