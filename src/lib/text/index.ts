export type {
	Colour,
	ColouredPart,
	Explanation,
	LineExplanation,
	NameUse,
	Place,
	Stretch,
	Suggestion,
	Suggestions
} from './code';
export { applyEdits, editBetween, type TextEdit } from './edit';
export { decodeText, detectEncoding, ENCODING_SAMPLE, type Encoding } from './encoding';
export { lineFeeds } from './line-ends';
export { counted, grouped, inWords, rounded } from './words';
