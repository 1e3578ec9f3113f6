export { chainNameAt, renameChain } from './chains';
export { colourLine } from './colour';
export { RuleDocument } from './document';
export { explainAt } from './explain';
export { ruleNumbers } from './rule-numbers';
export type { RuleNumber } from './rule-numbers';
export { suggestAt } from './suggest';
export type {
	ChainEdit,
	Colour,
	ColouredPart,
	Explanation,
	NameUse,
	Place,
	Renaming,
	Stretch,
	Suggestion,
	Suggestions
} from './types';
