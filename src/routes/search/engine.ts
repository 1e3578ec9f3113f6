// What a query or an opened row needs, and the page before them does not: loaded by the first.
export { glance, search, seek } from '$lib/catalog';
export { default as SoughtText } from '../process/Sought.svelte';
export { default as Facts } from './Facts.svelte';
export { default as GlanceFacts } from './GlanceFacts.svelte';
export { default as NothingFound } from './NothingFound.svelte';
