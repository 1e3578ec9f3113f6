/**
 * Packet flow: rule set, host and packet to verdict and trace.
 */
export { hasPorts, isIcmp, PROTOCOL, TCP_FLAG } from './packet';
export type { AddressNumber, Fragment, OpenField, Packet, TcpFlagName, TcpOption } from './packet';
export { defaultHost } from './host';
export type { Host, Interface, InterfaceAddress, Route, RouteType } from './host';
export { readRoute } from './route-text';
export { Stack } from './stack';
export type { Lost, Passage, StackOptions } from './stack';
export type { Answer } from './reject';
export type { Decider, MatchedRule } from './walk';
export type { ChainTrace, EventTrace, HookTrace, RuleTrace, Snapshot, TableTrace } from './trace';
export type { Connection, ConnectionTuple, Direction } from './connection';
