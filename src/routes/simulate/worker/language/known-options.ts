import {
	matchExtension,
	targetExtension,
	type Family,
	type MatchExtension,
	type TargetExtension
} from '$lib/iptables';
import type { Word } from './words';

/** What is known of an option: as it is completed and told on hover. */
export interface KnownOption {
	/** As it is written: `--dport`. */
	readonly name: string;
	readonly argument: string;
	readonly summary: string;
	/** The match or target that has it; undefined for options of iptables itself. */
	readonly of: string | undefined;
	readonly values: readonly string[];
}

function own(name: string, argument: string, summary: string): KnownOption {
	return { name, argument, summary, of: undefined, values: [] };
}

/** What iptables itself takes in a rule, in the words of iptables(8). */
export const ruleOptions: readonly KnownOption[] = [
	own('-s', 'address[/mask][,...]', 'Source address or network.'),
	own('-d', 'address[/mask][,...]', 'Destination address or network.'),
	own('-p', 'protocol', 'Protocol, by name or number.'),
	own('-i', 'name', 'Interface on which the packet came in; a + at the end stands for any rest.'),
	own(
		'-o',
		'name',
		'Interface through which the packet leaves; a + at the end stands for any rest.'
	),
	own('-f', '', 'Second and further fragments of an IPv4 packet.'),
	own('-m', 'match', 'Asks a match, whose options follow.'),
	own('-j', 'target', 'What happens to a packet that matches: a verdict, a target, or a chain.'),
	own('-g', 'chain', 'Goes on in another chain without coming back to this one.'),
	own('-t', 'table', 'The table that the command is for; filter when left out.'),
	own('-c', 'packets bytes', 'Counters that the rule begins with.'),
	own('-w', '[seconds]', 'Waits for the lock that another iptables holds.')
];

/** The commands, in the words of iptables(8). */
export const commandOptions: readonly KnownOption[] = [
	own('-A', 'chain rule', 'Appends a rule at the end of a chain.'),
	own('-C', 'chain rule', 'Checks whether a chain has the rule; changes nothing.'),
	own('-D', 'chain rule|number', 'Deletes a rule, by what it says or by its number.'),
	own('-I', 'chain [number] rule', 'Inserts a rule, at the head of the chain or before a number.'),
	own('-R', 'chain number rule', 'Replaces a rule.'),
	own('-L', '[chain]', 'Lists rules; changes nothing.'),
	own('-S', '[chain]', 'Prints rules; changes nothing.'),
	own(
		'-F',
		'[chain]',
		'Deletes the rules of a chain, or of all chains of the table; policies stay.'
	),
	own('-Z', '[chain]', 'Sets counters to zero.'),
	own('-N', 'chain', 'Makes a chain.'),
	own('-X', '[chain]', 'Deletes a chain of your own, which must be empty and not jumped to.'),
	own('-P', 'chain ACCEPT|DROP', 'Sets the policy of a built-in chain: what happens at its end.'),
	own('-E', 'old new', 'Renames a chain of your own.')
];

const longNames: Readonly<Record<string, string>> = {
	'--append': '-A',
	'--check': '-C',
	'--delete': '-D',
	'--insert': '-I',
	'--replace': '-R',
	'--list': '-L',
	'--list-rules': '-S',
	'--flush': '-F',
	'--zero': '-Z',
	'--new-chain': '-N',
	'--delete-chain': '-X',
	'--policy': '-P',
	'--rename-chain': '-E',
	'--source': '-s',
	'--src': '-s',
	'--destination': '-d',
	'--dst': '-d',
	'--protocol': '-p',
	'--in-interface': '-i',
	'--out-interface': '-o',
	'--fragments': '-f',
	'--match': '-m',
	'--jump': '-j',
	'--goto': '-g',
	'--table': '-t',
	'--set-counters': '-c',
	'--wait': '-w'
};

/** The short name of an option of iptables itself. */
export function shortName(option: string): string {
	return longNames[option] ?? option;
}

function optionsOf(extension: MatchExtension | TargetExtension): readonly KnownOption[] {
	return extension.options.map(({ name, type, summary }) => ({
		name: `--${name}`,
		argument: type.argument,
		summary,
		of: extension.name,
		values: type.suggestions ?? []
	}));
}

/** The matches and the target that a command names, the match of its protocol among them. */
export function extensionsOf(
	words: readonly Word[],
	family: Family
): readonly (MatchExtension | TargetExtension)[] {
	const found: (MatchExtension | TargetExtension)[] = [];
	for (const [index, { text }] of words.entries()) {
		const value = words[index + 1]?.text ?? '';
		const option = shortName(text);
		const extension =
			option === '-m' || option === '-p'
				? matchExtension(value === 'ipv6-icmp' || value === 'icmpv6' ? 'icmp6' : value, family)
				: option === '-j'
					? targetExtension(value, family)
					: undefined;
		if (extension) found.push(extension);
	}
	return found;
}

/** All options that a command may have where it stands. */
export function optionsFor(words: readonly Word[], family: Family): readonly KnownOption[] {
	return [
		...commandOptions,
		...ruleOptions,
		...extensionsOf(words, family).flatMap((extension) => optionsOf(extension))
	];
}
