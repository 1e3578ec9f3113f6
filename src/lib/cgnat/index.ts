export {
	covers,
	overlap,
	readPrefixOrAddress,
	readSpan,
	showRange,
	sizeOfRange
} from './address-range';
export type { AddressRange } from './address-range';
export { adapterText, rangeOfAdapter, ranges } from './range';
export type { CgnatRange } from './range';
export { nameNetwork } from './network';
export type { Device, Network, Origin, Role } from './network';
export { readNetworks } from './read-networks';
export type { Networks } from './read-networks';
export { takenBy, walk } from './walk';
export type { RangeState, Walk } from './walk';
export { sayAdapter, sayWalk } from './sentence';
export { platformRules } from './platform-rules';
export type { PlatformRules } from './platform-rules';
export { uplinkOf } from './uplink';
