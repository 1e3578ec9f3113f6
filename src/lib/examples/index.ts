export { examples, type Example, type ExampleId } from './examples';
export { correctedRules } from './corrected';
export { publishedRules } from './published';
