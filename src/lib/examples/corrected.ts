import rules from './rules/corrected.sh?raw';

/** The published rules with the same intent, for all twenty ranges and for both families. */
export const correctedRules: string = rules;
