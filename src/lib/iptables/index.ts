export { chainOwner, warnings } from './warnings';
export { reachedFrom } from './reachable';
export { explainRule } from './explain';
export { printRule, printSave } from './print';
export type { SaveStyle } from './print';
export { apply, noRules, read, stateAfter } from './read';
export type { Reading } from './read';
export type { Command, DumpAction, Effect as CommandEffect } from './command';
export type { RuleSets } from './state/machine';
export { inputKinds } from './settings';
export type { InputKind, ReadSettings } from './settings';
export type { IpSet, IpSetEntry } from './ipset';
export { builtInChains, hooks, tableNames } from './ruleset';
export type {
	Backend,
	Chain,
	Counters,
	Family,
	HeaderMatch,
	Hook,
	Invertible,
	MaskedAddress,
	Match,
	OptionUse,
	Origin,
	Release,
	Rule,
	RuleSet,
	Table,
	TableName,
	Target
} from './ruleset';
export { MatchMemory } from './evaluation';
export { conntrackHelper } from './conntrack-helpers';
export { octetReader } from './extensions/packet-octets';
export type {
	AddressType,
	ConnectionState,
	ConnectionView,
	Field,
	FieldName,
	FieldSet,
	Hotdrop,
	OptionTest,
	Outcome,
	PacketFields,
	PacketView,
	Route,
	Session,
	Test,
	Tuple,
	Zone,
	Unknown
} from './evaluation';
export type {
	Effect,
	MatchExtension,
	Option,
	PacketChange,
	PacketOutcome,
	TrackEffect,
	PrintContext,
	TargetExtension,
	TcpOptionsChange
} from './extension';
export { matchExtension, matchExtensions, targetExtension, targetExtensions } from './extensions';
export type { AddressSpan, PortSpan, Value, ValueOf } from './values';
export {
	chainNameAt,
	colourLine,
	explainAt,
	explainLine,
	referenceOf,
	renameChain,
	RuleDocument,
	suggestAt
} from './editing';
export type { ChainEdit, ReferenceEntry, ReferenceOption, Renaming } from './editing';
