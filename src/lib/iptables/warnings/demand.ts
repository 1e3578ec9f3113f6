import { bigintSets, numberSets, type IntervalSet } from '$lib/net';

/** Interface names: one name, or all with a prefix; with `inverted`, all others. */
interface Names {
	readonly kind: 'names';
	readonly name: string;
	readonly prefix: boolean;
	readonly inverted: boolean;
}

/** Values under a mask: those with `value & mask` equal to `set`. */
interface Bits {
	readonly kind: 'bits';
	readonly mask: bigint;
	readonly set: bigint;
}

/** The values that a packet may have if a rule demands something of it. */
export type Allowed =
	| { readonly kind: 'numbers'; readonly set: IntervalSet<number> }
	| { readonly kind: 'bigs'; readonly set: IntervalSet<bigint> }
	| { readonly kind: 'words'; readonly words: ReadonlySet<string> }
	/** Compared only by how it is written, as nothing else is known about it. */
	| { readonly kind: 'written'; readonly text: string }
	| Bits
	| Names;

/** What a rule demands of one aspect of a packet: its source, its port, the state of its connection. */
export interface Demand {
	readonly aspect: string;
	readonly allowed: Allowed;
}

function nameWithin(narrow: Names, wide: Names): boolean {
	return wide.prefix
		? narrow.name.startsWith(wide.name)
		: !narrow.prefix && narrow.name === wide.name;
}

/** Whether no name belongs to both; `inverted` is ignored. */
function namesApart(a: Names, b: Names): boolean {
	return !nameWithin(a, b) && !nameWithin(b, a);
}

function namesImply(narrow: Names, wide: Names): boolean {
	if (narrow.inverted) return wide.inverted && nameWithin(wide, narrow);
	return wide.inverted ? namesApart(narrow, wide) : nameWithin(narrow, wide);
}

function namesExclude(a: Names, b: Names): boolean {
	if (a.inverted) return !b.inverted && nameWithin(b, a);
	return b.inverted ? nameWithin(a, b) : namesApart(a, b);
}

/** Whether every value that `narrow` allows is allowed by `wide`, as far as can be determined. */
function allowedWithin(narrow: Allowed, wide: Allowed): boolean {
	if (narrow.kind === 'numbers' && wide.kind === 'numbers')
		return numberSets.includes(wide.set, narrow.set);
	if (narrow.kind === 'bigs' && wide.kind === 'bigs')
		return bigintSets.includes(wide.set, narrow.set);
	if (narrow.kind === 'words' && wide.kind === 'words')
		return [...narrow.words].every((word) => wide.words.has(word));
	if (narrow.kind === 'written' && wide.kind === 'written') return narrow.text === wide.text;
	if (narrow.kind === 'bits' && wide.kind === 'bits')
		return (narrow.mask & wide.mask) === wide.mask && (narrow.set & wide.mask) === wide.set;
	return narrow.kind === 'names' && wide.kind === 'names' && namesImply(narrow, wide);
}

/** Whether no value is allowed by both, as far as can be determined. */
function allowedApart(a: Allowed, b: Allowed): boolean {
	if (a.kind === 'numbers' && b.kind === 'numbers')
		return numberSets.isEmpty(numberSets.intersect(a.set, b.set));
	if (a.kind === 'bigs' && b.kind === 'bigs')
		return bigintSets.isEmpty(bigintSets.intersect(a.set, b.set));
	if (a.kind === 'words' && b.kind === 'words')
		return ![...a.words].some((word) => b.words.has(word));
	if (a.kind === 'bits' && b.kind === 'bits') return ((a.set ^ b.set) & a.mask & b.mask) !== 0n;
	return a.kind === 'names' && b.kind === 'names' && namesExclude(a, b);
}

/** Whether every packet that meets the `narrow` demands meets the `wide` ones; false if in doubt. */
export function implies(narrow: readonly Demand[], wide: readonly Demand[]): boolean {
	return wide.every(({ aspect, allowed }) =>
		narrow.some((demand) => demand.aspect === aspect && allowedWithin(demand.allowed, allowed))
	);
}

/** The aspect in which no packet can meet both; undefined if there is none, or in doubt. */
export function contradiction(a: readonly Demand[], b: readonly Demand[]): string | undefined {
	return a.find(({ aspect, allowed }) =>
		b.some((demand) => demand.aspect === aspect && allowedApart(demand.allowed, allowed))
	)?.aspect;
}
