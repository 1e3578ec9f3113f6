import { inWords } from '$lib/text';
import { commandOptions, longOptions, type BaseOption } from '../commands/options';
import type { MatchExtension, Option, TargetExtension } from '../extension';
import { matchExtensions, targetExtensions } from '../extensions';
import type { Family } from '../ruleset';
import { baseHelp, verdictHelp } from './base-help';

/** One option as it is written in a rule, and its meaning. */
export interface ReferenceOption {
	/** `-s, --source`, `--dport`. */
	readonly names: string;
	/** As the manual names it: `port[:port]`; empty if there is none. */
	readonly argument: string;
	readonly summary: string;
	/** A `!` before it negates it. */
	readonly invertible: boolean;
}

/** Anything that a rule can contain: iptables' own options, a verdict, a match or a target. */
export interface ReferenceEntry {
	/** `-m conntrack`, `-j REJECT`; a heading for the options of iptables itself. */
	readonly name: string;
	readonly summary: string;
	/** Where the kernel accepts it, and what a simulator can't know about it, in sentences. */
	readonly notes: readonly string[];
	readonly options: readonly ReferenceOption[];
}

/** The options of iptables itself that a rule can contain, in the order of iptables(8). */
const parameters: readonly BaseOption[] = [
	'4',
	'6',
	't',
	'p',
	's',
	'd',
	'm',
	'j',
	'g',
	'i',
	'o',
	'f',
	'c',
	'w'
];
/** Those that take a `!`. */
const negatable: ReadonlySet<BaseOption> = new Set(['p', 's', 'd', 'i', 'o', 'f']);

function baseOption(letter: BaseOption): ReferenceOption {
	const long = longOptions.find((one) => one.letter === letter);
	return {
		names: `-${letter}${long ? `, --${long.name}` : ''}`,
		argument: '',
		summary: baseHelp[letter],
		invertible: negatable.has(letter)
	};
}

function ownOption({ name, aliases, type, summary, invertible }: Option): ReferenceOption {
	const others = aliases.map((alias) => (alias.length === 1 ? `-${alias}` : `--${alias}`));
	return {
		names: [`--${name}`, ...others].join(', '),
		argument: type.argument,
		summary,
		invertible
	};
}

function unknown(extension: MatchExtension | TargetExtension): string | undefined {
	const outcome = extension.kind === 'match' ? extension.evaluate : extension.effect([]);
	return outcome.kind === 'unknown' ? outcome.because : undefined;
}

function entry(name: string, extension: MatchExtension | TargetExtension): ReferenceEntry {
	const { summary, tables = [], hooks = [], options } = extension;
	const because = unknown(extension);
	return {
		name,
		summary,
		notes: [
			...(tables.length > 0 ? [`Only in the ${inWords(tables)} table.`] : []),
			...(hooks.length > 0 ? [`Only from ${inWords(hooks)}.`] : []),
			...(because === undefined ? [] : [`The outcome is unknown: ${because}.`])
		],
		options: options.map(ownOption)
	};
}

/** Everything that a rule of a family can contain, as the engine itself reads it. */
export function referenceOf(family: Family): readonly ReferenceEntry[] {
	const has = (extension: MatchExtension | TargetExtension) => extension.families.includes(family);
	return [
		{ name: 'Commands', summary: '', notes: [], options: commandOptions.map(baseOption) },
		{ name: 'Parameters', summary: '', notes: [], options: parameters.map(baseOption) },
		...[...verdictHelp].map(([name, summary]) => ({
			name: `-j ${name}`,
			summary,
			notes: [],
			options: []
		})),
		...targetExtensions.filter(has).map((one) => entry(`-j ${one.name}`, one)),
		...matchExtensions.filter(has).map((one) => entry(`-m ${one.name}`, one))
	];
}
