export { begin } from './begin';
export { clearAll, exportAll, importAll } from './everything';
export { kept, text, type Kept } from './kept.svelte';
export { shareLink, takeShare, type Shared } from './share';
export { ruleSet } from './rule-set';
export { storage, type Keeping } from './storage.svelte';
export { viewParam } from './view.svelte';
