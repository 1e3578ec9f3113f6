/** Which table of which family each stretch of a listing is: by the command typed, by its chains,
 * and by what its rules use. */
import type { Problem } from '$lib/net';
import { matchExtension, targetExtension } from '../extensions';
import { builtInChains, tableNames, type Family, type Origin, type TableName } from '../ruleset';
import type { Typed } from './typed';

/** A contiguous part of a listing that belongs to one table. */
export interface Stretch<Part> {
	readonly parts: readonly Part[];
	/** The built-in chains that it shows, and the others. */
	readonly builtIn: readonly string[];
	readonly own: readonly string[];
	/** The names after -m and -j in its rules. */
	readonly used: readonly string[];
	/** The family that its addresses show. */
	readonly sign: Family | undefined;
	readonly typed: Typed | undefined;
	/** It shows more than an untouched table. */
	readonly touched: boolean;
	readonly span: Origin;
}

export interface ShownTable<Part> {
	readonly name: TableName;
	readonly family: Family;
	readonly parts: readonly Part[];
}

/** Without -t, iptables shows filter. */
const order: readonly TableName[] = ['filter', 'nat', 'mangle', 'raw', 'security'];

function fits(name: TableName, chains: readonly string[]): boolean {
	return chains.every((chain) => builtInChains[name].some((each) => each === chain));
}

function isExact(chains: readonly string[]): boolean {
	return tableNames.some(
		(name) => fits(name, chains) && builtInChains[name].length === chains.length
	);
}

function isApart(one: Stretch<unknown>, other: Stretch<unknown>): boolean {
	const chains = new Set([...one.builtIn, ...one.own]);
	return ![...other.builtIn, ...other.own].some((chain) => chains.has(chain));
}

function together<Part>(one: Stretch<Part>, other: Stretch<Part>): Stretch<Part> {
	return {
		...one,
		parts: [...one.parts, ...other.parts],
		builtIn: [...one.builtIn, ...other.builtIn],
		own: [...one.own, ...other.own],
		used: [...one.used, ...other.used],
		sign: one.sign ?? other.sign,
		touched: one.touched || other.touched
	};
}

/** Whether they are chains of one table, shown one by one. */
function isContinued(one: Stretch<unknown>, other: Stretch<unknown>): boolean {
	if (one.typed || other.typed || isExact(one.builtIn) || isExact(other.builtIn)) return false;
	if (one.sign && other.sign && one.sign !== other.sign) return false;
	const chains = [...one.builtIn, ...other.builtIn];
	return isApart(one, other) && order.some((name) => fits(name, chains));
}

function allows(name: TableName, used: readonly string[]): boolean {
	return used.every((each) => {
		const tables = (targetExtension(each, 'ipv4') ?? matchExtension(each, 'ipv4'))?.tables;
		return !tables || tables.includes(name);
	});
}

/** The only family whose extensions include everything that the rules use. */
function familyOf(used: readonly string[]): Family | undefined {
	const hasAll = (family: Family) =>
		used.every(
			(each) =>
				targetExtension(each, family) !== undefined ||
				matchExtension(each, family) !== undefined ||
				!(targetExtension(each, otherThan(family)) ?? matchExtension(each, otherThan(family)))
		);
	const families = (['ipv4', 'ipv6'] as const).filter(hasAll);
	return families.length === 1 ? families[0] : undefined;
}

function otherThan(family: Family): Family {
	return family === 'ipv4' ? 'ipv6' : 'ipv4';
}

function notice(
	severity: Problem['severity'],
	code: string,
	span: Origin,
	message: string,
	help: string
): Problem {
	return { code, severity, message, help, span };
}

export class ShownTables<Part> {
	readonly problems: Problem[] = [];
	readonly #given: Family | undefined;
	readonly #tables = new Map<string, { stretch: Stretch<Part>; name: TableName; family: Family }>();
	/** The family of the previous stretch, as far as it is known. */
	#family: Family = 'ipv4';
	#saidFamily = false;

	/** `given`: the family that the user states for everything. */
	constructor(stretches: readonly Stretch<Part>[], given: Family | undefined) {
		this.#given = given;
		const joined: Stretch<Part>[] = [];
		for (const stretch of stretches) {
			const last = joined.at(-1);
			if (last && isContinued(last, stretch)) joined[joined.length - 1] = together(last, stretch);
			else joined.push(stretch);
		}
		for (const stretch of joined) this.#add(stretch);
	}

	/** In the order in which they begin. */
	list(): readonly ShownTable<Part>[] {
		return [...this.#tables.values()].map(({ stretch, name, family }) => ({
			name,
			family,
			parts: stretch.parts
		}));
	}

	#add(stretch: Stretch<Part>): void {
		const { name, family } = this.#place(stretch);
		const key = `${family} ${name}`;
		const before = this.#tables.get(key);
		// If the same chains are shown again, the later listing counts.
		const all =
			before && isApart(before.stretch, stretch) ? together(before.stretch, stretch) : stretch;
		this.#tables.set(key, { stretch: all, name, family });
	}

	#place(stretch: Stretch<Part>): { readonly name: TableName; readonly family: Family } {
		const { typed, sign, builtIn, used, span } = stretch;
		const known = this.#given ?? typed?.family ?? sign ?? familyOf(used);
		if (known) this.#family = known;
		if (typed && known) return { name: typed.table, family: known };
		const fitting = order.filter((name) => fits(name, builtIn));
		const allowed = fitting.filter((name) => allows(name, used));
		const names = allowed.length > 0 ? allowed : fitting;
		const exact = names.filter((name) => builtInChains[name].length === builtIn.length);
		const likely = exact.length > 0 ? exact : names;
		const families: readonly Family[] = known ? [known] : [this.#family, otherThan(this.#family)];
		// A second table with filter's chains: of the other family, or security if both already have one.
		const free = likely
			.flatMap((name) => families.map((family) => ({ name, family })))
			.find(({ name, family }) => !this.#tables.has(`${family} ${name}`));
		const found = free ?? { name: likely[0] ?? 'filter', family: known ?? this.#family };
		const isOther = known === undefined && found.family !== this.#family;
		if (stretch.touched && likely.length > 1 && !isOther) this.#sayTable(found.name, likely, span);
		if (known === undefined) this.#sayFamily(stretch, found.name, found.family);
		return found;
	}

	#sayTable(name: TableName, names: readonly TableName[], span: Origin): void {
		this.problems.push(
			notice(
				name === 'filter' ? 'info' : 'warning',
				'table-not-told',
				span,
				`These chains may be of ${names.join(' or ')}: they are taken as those of ${name}.`,
				'Paste the command that shows them with its -t, or the output of iptables-save.'
			)
		);
	}

	#sayFamily({ touched, span }: Stretch<Part>, name: TableName, family: Family): void {
		if (family !== this.#family) {
			this.problems.push(
				notice(
					'warning',
					'taken-as-ipv6',
					span,
					`This is the second table with the chains of ${name}: it is taken as that of ${family === 'ipv6' ? 'ip6tables' : 'iptables'}.`,
					'Paste the tables of one family at a time, or the output of iptables-save.'
				)
			);
		} else if (touched && !this.#saidFamily) {
			this.#saidFamily = true;
			this.problems.push(
				notice(
					'info',
					'family-not-told',
					span,
					`Nothing in this table shows whether it is from iptables or from ip6tables: it is taken as that of ${family === 'ipv6' ? 'ip6tables' : 'iptables'}.`,
					'Choose the family, or paste the output of iptables-save.'
				)
			);
		}
	}
}
