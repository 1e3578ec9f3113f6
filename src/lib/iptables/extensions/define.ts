/** How an extension's file declares options, matches and targets, with defaults filled in. */
import type {
	Complaint,
	MatchExtension,
	Option,
	OptionType,
	PrintContext,
	TargetExtension
} from '../extension';
import type { OptionUse } from '../ruleset';
import type { Value } from '../values';

export interface OptionSettings<V extends Value = Value> {
	readonly aliases?: readonly string[];
	readonly invertible?: boolean;
	readonly mandatory?: boolean;
	readonly repeatable?: boolean;
	readonly excludes?: readonly string[];
	readonly requires?: readonly string[];
	/** "to port $"; by default the name and the value. */
	readonly phrase?: string;
	/** The words for one value, if a phrase is not enough; '' if there is nothing to say. */
	readonly says?: (value: V) => string;
	readonly rewrite?: Option['rewrite'];
}

/** An option by its long name, with one line of help. */
export function option<V extends Value>(
	name: string,
	type: OptionType<V>,
	summary: string,
	settings: OptionSettings<V> = {}
): Option<V> {
	const phrase = settings.phrase ?? (type.words === 0 ? name : `${name} $`);
	return {
		name,
		type,
		summary,
		phrase,
		aliases: settings.aliases ?? [],
		invertible: settings.invertible ?? false,
		mandatory: settings.mandatory ?? false,
		repeatable: settings.repeatable ?? false,
		excludes: settings.excludes ?? [],
		requires: settings.requires ?? [],
		...(settings.rewrite && { rewrite: settings.rewrite }),
		in(options) {
			for (const { option: used, value, inverted } of options)
				if (used === name && type.is(value)) return { value, inverted };
			return undefined;
		},
		print({ value, inverted }, context) {
			if (!type.is(value)) return '';
			const words = type.print(value, context);
			// An empty argument still leaves its space.
			const argument = type.words === 0 || (type.optional && words === '') ? '' : ` ${words}`;
			return `${inverted ? '! ' : ''}--${name}${argument}`;
		},
		say({ value, inverted }, context) {
			if (!type.is(value)) return '';
			const text = settings.says?.(value) ?? phrase.replace('$', () => type.say(value, context));
			if (!inverted || text === '') return text;
			return /^(that|whose|where) /.test(text) ? `except those ${text}` : `not ${text}`;
		}
	};
}

type Optional = 'aliases' | 'families' | 'print' | 'explain';

interface Implied {
	/** What the match requires even if its options say nothing: "with a fragment header". */
	readonly implies?: string;
}

export type MatchDeclaration = Omit<MatchExtension, 'kind' | Optional> &
	Partial<Pick<MatchExtension, Optional>> &
	Implied;
export type TargetDeclaration = Omit<TargetExtension, 'kind' | Optional> &
	Partial<Pick<TargetExtension, Optional>>;

interface Declared extends Implied {
	readonly options: readonly Option[];
	readonly ordered?: true;
}

/** Prints the uses in declared order, or as written if the order matters. */
export function printer({ options, ordered }: Declared) {
	const byName = new Map(options.map((each) => [each.name, each]));
	return (uses: readonly OptionUse[], context: PrintContext): string => {
		let text = '';
		if (ordered) {
			for (const use of uses) text += ` ${byName.get(use.option)?.print(use, context) ?? ''}`;
			return text;
		}
		for (const each of options)
			for (const use of uses) if (use.option === each.name) text += ` ${each.print(use, context)}`;
		return text;
	};
}

export function explainer({ options, implies = '' }: Declared) {
	const byName = new Map(options.map((each) => [each.name, each]));
	return (uses: readonly OptionUse[], context: PrintContext): string =>
		uses
			.map((use) => byName.get(use.option)?.say(use, context) ?? '')
			.filter((text) => text !== '')
			.join(', ') || implies;
}

export function match(declaration: MatchDeclaration): MatchExtension {
	return {
		kind: 'match',
		aliases: [],
		families: ['ipv4', 'ipv6'],
		print: printer(declaration),
		explain: explainer(declaration),
		...declaration
	};
}

export function target(declaration: TargetDeclaration): TargetExtension {
	return {
		kind: 'target',
		aliases: [],
		families: ['ipv4', 'ipv6'],
		print: printer(declaration),
		explain: explainer(declaration),
		...declaration
	};
}

/** One use, as made by checks and normal forms. */
export function use(option: Option, value: Value, inverted = false): OptionUse {
	return { option: option.name, inverted, value };
}

/** The normal form if an option may be repeated and the last one counts. */
export function eachOnce(uses: readonly OptionUse[]): readonly OptionUse[] {
	return uses.filter(
		({ option: name }, index) => uses.findLastIndex((other) => other.option === name) === index
	);
}

/** A check that at least one of the options is given; of all the extension's if none is named. */
export function needsOne(
	...names: readonly string[]
): (uses: readonly OptionUse[]) => readonly Complaint[] {
	return (uses) => {
		if (uses.some(({ option: name }) => names.length === 0 || names.includes(name))) return [];
		return [
			{
				code: 'no-option',
				message: 'an option that says what to do is missing',
				help:
					names.length === 0
						? 'Add one of its options.'
						: `Add one of ${names.map((name) => `--${name}`).join(', ')}.`
			}
		];
	};
}

/** The other names of a group; a rule may have only one of the group. */
export function others(group: readonly string[], name: string): readonly string[] {
	return group.filter((other) => other !== name);
}
