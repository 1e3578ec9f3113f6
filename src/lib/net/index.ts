export { spanOf } from './problem';
export type { Parsed, Problem, Severity, Span } from './problem';
export { IPV4_BITS, ipv4, isIpv4, parseIpv4, printIpv4 } from './ipv4';
export type { Ipv4 } from './ipv4';
export { IPV6_BITS, ipv6, ipv6Groups, isIpv6, parseIpv6, printIpv6 } from './ipv6';
export type { Ipv6 } from './ipv6';
export { parseAddress } from './address';
export type { Address, Family } from './address';
export { bigintSets, numberSets } from './interval';
export type { Interval, IntervalSet, IntervalSets } from './interval';
export {
	mask4,
	maskLength4,
	masked4,
	masked4Contains,
	prefix4,
	prefix4Range,
	printMasked4
} from './prefix4';
export type { Masked4 } from './prefix4';
export {
	mask6,
	maskLength6,
	masked6,
	masked6Contains,
	prefix6,
	prefix6Range,
	printMasked6
} from './prefix6';
export type { Masked6 } from './prefix6';
export {
	EXTENSION_HEADER,
	extensionHeader,
	extensionHeaderLength,
	isOverlong
} from './extension-header';
export { masked, networkOf, sameNetwork, sayAddress } from './network';
export type { AddressNumber } from './network';
export { isLinkLocal6, isMulticast } from './scope';
export { hashWords, memoryWords, scaleHash } from './jhash';
export { coverRange4, coverRange6 } from './cover';
export { readAddressLine, readLinkLine } from './ip-command';
export type { AddressLine, LinkLine } from './ip-command';
export { servicePort, serviceName, serviceNames } from './services';
export type { ServiceProtocol } from './services';
export {
	builtInProtocolName,
	listedProtocolName,
	protocolName,
	protocolNames,
	protocolNumber
} from './protocols';
