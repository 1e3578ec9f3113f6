export { chainNameAt, renameChain } from './chains';
export { colourLine } from './colour';
export { RuleDocument } from './document';
export { explainAt, explainLine } from './explain';
export { referenceOf, type ReferenceEntry, type ReferenceOption } from './reference';
export { suggestAt } from './suggest';
export type { ChainEdit, Renaming } from './types';
