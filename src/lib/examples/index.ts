export { examples, type Example, type ExampleId } from './examples';
export { publishedRules } from './published';
