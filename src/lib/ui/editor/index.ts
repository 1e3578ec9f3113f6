export { default as CodeBox } from './CodeBox.svelte';
export { applyEdits, editBetween } from './edits';
export type {
	CodeProblem,
	CodeServices,
	Colour,
	ColouredPart,
	Explanation,
	LineMark,
	LineNote,
	NameUse,
	Place,
	Renaming,
	Stretch,
	Suggestion,
	Suggestions,
	TextEdit
} from './services';
