export { examples, type Example, type ExampleId } from './examples';
export { mendedRules } from './mended';
export { publishedRules } from './published';
