import type { Problem } from '$lib/net';
import { select, type Choice, type Selection } from '../selection';
import type { ListEntry } from './list-entry';
import { readList } from './lists';
import { patternReader, type How } from './pattern';
import { nearMiss, objection, reach, type Ready } from './reach';
import { recognised } from './recognise';
import { belongs, targets, widerEntry, type Wider } from './relation';
import { wantedOf, type Wanted } from './wanted';

export interface Covered {
	readonly wanted: Wanted;
	readonly by: ListEntry;
	readonly how: readonly How[];
}

export interface Missing {
	readonly wanted: Wanted;
	/** An entry that comes close, or why none can be found; empty if there is neither. */
	readonly near: string;
}

/** How much of what should be allowed a pasted list covers. */
export interface ListCheck {
	readonly kind: string;
	/** What it was compared with. */
	readonly against: Choice;
	readonly covered: readonly Covered[];
	readonly missing: readonly Missing[];
	readonly wider: readonly Wider[];
	/** Entries that have nothing to do with Client Connector, as far as the catalog knows. */
	readonly unknown: readonly ListEntry[];
	readonly problems: readonly Problem[];
}

/**
 * Compares a pasted list with what should be allowed: what is covered and by which entry, what is
 * missing, which entries are wider than needed, and which are about something else.
 *
 * @param choice the machines' layout, and what to compare with if the list does not show it
 * @param asChosen compares with the choice even if the list looks like another platform's
 */
export function checkList(text: string, choice: Choice, asChosen = false): ListCheck {
	const list = readList(text);
	const { folders } = choice;
	const patternOf = patternReader(folders, text.includes('<FilePathCondition'));
	const everything = targets(folders);
	const known: Ready[] = [];
	const unknown: ListEntry[] = [];
	for (const entry of list.entries) {
		const ready = { entry, pattern: patternOf(entry.text) };
		if (belongs(ready, everything)) known.push(ready);
		else unknown.push(entry);
	}
	const against = asChosen ? choice : recognised(list, known, choice);
	const covered: Covered[] = [];
	const missing: Missing[] = [];
	for (const wanted of wantedOf(
		select({ ...against, withLocations: true, withBypasses: true }),
		list
	)) {
		const found = known
			.flatMap((ready) => {
				const how = objection(ready, wanted) === '' ? reach(ready, wanted) : undefined;
				return how ? [{ wanted, by: ready.entry, how }] : [];
			})
			// The narrowest entry that covers it is named.
			.sort((one, other) => rank(one.how) - rank(other.how))[0];
		if (found) covered.push(found);
		else missing.push({ wanted, near: nearMiss(wanted, known) });
	}
	return {
		kind: list.kind,
		against,
		covered,
		missing,
		wider: known.flatMap((ready) => widerEntry(ready, everything)),
		unknown,
		problems: list.problems
	};
}

function rank(how: readonly How[]): number {
	if (how.includes('exact') && !how.includes('name only')) return 0;
	if (how.includes('folder')) return 1;
	return how.includes('wildcard') ? 2 : 3;
}

/** What is missing, as a selection that every export format takes. */
export function missingSelection({ missing, against }: ListCheck): Selection {
	return {
		locations: missing.flatMap(({ wanted }) => (wanted.kind === 'location' ? [wanted.item] : [])),
		bypasses: missing.flatMap(({ wanted }) => (wanted.kind === 'bypass' ? [wanted.item] : [])),
		linux: against.linux
	};
}
