/**
 * The code needed once somebody searches or opens a row. The page loads it on first use: until then
 * it shows the prerendered table, and stays small.
 */
export { default as SoughtText } from '../process/Sought.svelte';
export { default as AtOnce } from './AtOnce.svelte';
export { default as Facts } from './Facts.svelte';
export { default as NothingFound } from './NothingFound.svelte';
export { default as Rest } from './Rest.svelte';
export { default as ResultLine } from './ResultLine.svelte';
export { copiesOf, resultsOf } from './results';
export { moveFocus, rowAt } from './rows';
