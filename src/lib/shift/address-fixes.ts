import type { RuleSet } from '$lib/iptables';
import type { TextEdit } from '$lib/text';
import type { AddressTest } from './address-test';
import { prefixes, sameInEach, span } from './all-twenty';
import { isBlocking } from './blocking';
import { narrower, type Candidate } from './candidate';
import type { NamedRanges, NamingRule } from './naming-rules';
import { placeOf, type Place } from './place';
import { adapterInterface, interfaceFlags } from './rule-interface';
import {
	alsoInCheck,
	asInsertion,
	commandWith,
	replaceCommand,
	type WrittenCommand
} from './written-command';

/**
 * The commands that replace one, with several addresses instead of one. In a script, iptables itself
 * makes a rule for each address of a list, but only for `-s` and `-d`; elsewhere, and in a dump, the
 * rule is repeated.
 */
export function severalCommands(
	command: WrittenCommand,
	{ start, end, by, option }: Place,
	{ extension }: AddressTest,
	addresses: readonly string[]
): readonly string[] | undefined {
	const written = by === 'option' ? { start, end } : option?.value;
	if (!written) return undefined;
	const withAddress = (insert: string) =>
		commandWith(command, { from: written.start, to: written.end, insert });
	if (command.kind === 'script' && extension === undefined)
		return [withAddress(addresses.join(','))];
	return addresses.map(withAddress).map((each, index) => (index === 0 ? each : asInsertion(each)));
}

/** Replaces the written address with several. */
function severalAddresses(
	command: WrittenCommand,
	place: Place,
	test: AddressTest,
	addresses: readonly string[]
): TextEdit | undefined {
	const { start: from, end: to, by } = place;
	if (by === 'loop') return { from, to, insert: addresses.join(' ') };
	if (command.kind === 'script' && test.extension === undefined)
		return alsoInCheck(command, { from, to, insert: addresses.join(',') });
	const commands = severalCommands(command, place, test, addresses);
	return commands && replaceCommand(command, commands);
}

/**
 * Two negated rules would together match what either leaves out, which is everything: `!` needs one
 * test of both prefixes, or both tests in one rule.
 */
function negated(
	{ option }: Place,
	{ side, extension, option: name }: AddressTest
): TextEdit | undefined {
	if (!option?.alone) return undefined;
	const { start: from, end: to } = option;
	if (extension === undefined) {
		const range = side === 'source' ? '--src-range' : '--dst-range';
		return { from, to, insert: `-m iprange ! ${range} ${span}` };
	}
	// Two tests of an IPsec policy may hold for two different tunnels.
	if (extension === 'policy') return undefined;
	const insert = prefixes.map((prefix) => `! --${name} ${prefix}`).join(` -m ${extension} `);
	return { from, to, insert };
}

function forAll(command: WrittenCommand, place: Place, test: AddressTest): TextEdit | undefined {
	const { start: from, end: to } = place;
	if (test.set.kind === 'span') return { from, to, insert: span };
	return test.inverted ? negated(place, test) : severalAddresses(command, place, test, prefixes);
}

function byInterface(
	command: WrittenCommand,
	{ option }: Place,
	naming: NamingRule,
	{ inverted, side, extension }: AddressTest,
	ruleSet: RuleSet
): TextEdit | undefined {
	if (isBlocking(naming.rule) || inverted || extension !== undefined) return undefined;
	const [flag, ...others] = interfaceFlags(ruleSet, naming, side);
	if (!option?.alone || !flag || others.length > 0) return undefined;
	const { header } = naming.rule;
	const named = flag === '-i' ? header.inInterface : header.outInterface;
	const { start, end } = option;
	if (!named) {
		const insert = `${flag} ${adapterInterface}`;
		return alsoInCheck(command, { from: start, to: end, insert });
	}
	if (named.inverted || named.value !== adapterInterface) return undefined;
	const space = /\s/.test(command.source.text.charAt(end)) ? 1 : 0;
	return { from: start, to: end + space, insert: '' };
}

/** The fixes of a test whose address is written in the text of its rule. */
export function addressFixes(
	command: WrittenCommand,
	ruleSet: RuleSet,
	naming: NamingRule,
	{ test }: NamedRanges
): readonly Candidate[] {
	const place = placeOf(command, test);
	if (!place) return [];
	const same = test.inverted || test.extension !== undefined ? undefined : sameInEach(test);
	return [
		{
			id: 'prefixes',
			title: test.set.kind === 'span' ? 'For all twenty as one range' : 'For the two prefixes',
			edit: forAll(command, place, test)
		},
		...narrower(
			test,
			byInterface(command, place, naming, test, ruleSet),
			same && severalAddresses(command, place, test, same)
		)
	];
}
