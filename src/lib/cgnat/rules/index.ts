export { diffOf } from './diff';
export type { Diff } from './diff';
export { mendsOf } from './mend';
export type { Mend, MendId } from './mend';
export { namingRules } from './naming-rules';
export type { NamedRanges, NamingRule } from './naming-rules';
export type { AddressTest, Coverage } from './address-test';
export type { Owner } from './owner';
