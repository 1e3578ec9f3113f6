import { publishedRules } from '$lib/examples';
import { kept, text } from './kept.svelte';

/** The user's rule set, which Simulate and Shift share. */
export const ruleSet = kept('rule-set', publishedRules, text);
