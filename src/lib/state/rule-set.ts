import { publishedRules } from '$lib/examples';
import { kept, text } from './kept.svelte';

/** The user's rule set, which the simulator and the page on the shift share. */
export const ruleSet = kept('rule-set', publishedRules, text);
