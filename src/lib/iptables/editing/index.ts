export { chainNameAt, renameChain } from './chains';
export { colourLine } from './colour';
export { RuleDocument } from './document';
export { explainAt } from './explain';
export { suggestAt } from './suggest';
export type { ChainEdit, Renaming } from './types';
