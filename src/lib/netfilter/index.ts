/**
 * Packet flow: rule set, host and packets to verdicts and traces, as the Linux kernel decides them.
 *
 * - `simulate` sends a sequence of packets through the host and gives each packet's cases;
 *   `sayVerdict` and `because` put them into words.
 * - `readPacket` and `readHost` read what people write; `printPacket` and `printHost` write it.
 * - `flowsFor` gives the flows that are worth trying on a host.
 * - `Stack` is one session of the network stack, for large numbers of known packets.
 *
 * All results but the stack itself are plain data, which can be cloned to and from a worker.
 */
export { simulate, outcomeKey } from './simulate';
export type { Box, Case, PacketResult, SimulationInput, SimulationResult, Step } from './simulate';
export { orderCases, sayCopy, sayGiven, sayVerdict, unknownsOf } from './say-verdict';
export { sayBox } from './say-condition';
export { givenStates, isGivenState } from './given-state';
export { sayField } from './say-field';
export { because } from './because';
export { readPacket } from './packet-text';
export { flagsText, printPacket } from './print-packet';
export { icmpNames } from './icmp-names';
export type { IcmpName } from './icmp-names';
export { printHost, printRoute, readHost, readInterfaceAddress } from './host-text';
export { readRoute } from './route-text';
export { flowsFor } from './flow';
export type { Expected, Flow, FlowPacket } from './flow';
export { printConnection } from './print-connection';
export { machineQuestion } from './ask-machine';
export type { MachineQuestion } from './ask-machine';
export { PROTOCOL, TCP_FLAG, hasIcmpId, hasPorts, isIcmp } from './packet';
export type { AddressNumber, Fragment, OpenField, Packet, TcpFlagName, TcpOption } from './packet';
export { defaultHost } from './host';
export type { Host, Interface, InterfaceAddress, Route, RouteType } from './host';
export { Stack } from './stack';
export type { StackOptions } from './stack-options';
export type { Oracle } from './oracle';
export type { Lost, Passage } from './passage';
export type { Answer } from './reject';
export type { Decider, MatchedRule, Place } from './walk';
export type { ChainTrace, EventTrace, HookTrace, RuleTrace, Snapshot, TableTrace } from './trace';
export type { TestLabel } from './rule-conditions';
export type { Assumption, OpenVariable } from './world';
export type { Domain } from './domain';
export type { Connection, ConnectionTuple, Direction } from './connection';
