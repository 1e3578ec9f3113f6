export { readSetCommand } from './commands';
export { Lookup } from './lookup';
export { isRefusal, type SetRefusal } from './refusal';
export { Restore } from './restore';
export { serves, type IpSet, type IpSetEntry, type Part } from './set';
export { Sets } from './sets';
export { hasExceptions, setType, type SetType } from './types';
export { readVerb } from './verbs';
export { ipsetWords } from './words';
