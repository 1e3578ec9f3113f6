import rules from './rules/mended.sh?raw';

/** The published rules with the same intent, for all twenty ranges and for both families. */
export const mendedRules: string = rules;
