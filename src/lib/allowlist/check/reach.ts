import type { ListEntry } from './list-entry';
import { covers, type How, type Pattern } from './pattern';
import type { Wanted } from './wanted';

/** An entry with its text read as a pattern. */
export interface Ready {
	readonly entry: ListEntry;
	readonly pattern: Pattern;
}

/** The last part of a path, or the whole of a bare name. */
export const lastPart = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** How an entry covers what is wanted, regardless of direction and of whether it allows or blocks. */
export function reach({ entry, pattern }: Ready, wanted: Wanted): readonly How[] | undefined {
	if (entry.about === 'rule' && entry.text === '') return ['wildcard'];
	const { target } = wanted;
	if (target) {
		const how = covers(pattern, target);
		if (how) return how;
		// A rule is about a program: one inside a wanted folder covers a part of it.
		const inside = wanted.kind === 'bypass' && target.isFolder && target.platform === 'macos';
		return inside && entry.text.startsWith(`${target.path}/`) ? ['folder'] : undefined;
	}
	if (wanted.kind !== 'bypass') return undefined;
	// The article gives no path: the program is identified by its name.
	const name = wanted.item.bypass.normal;
	return lastPart(entry.text).toLowerCase() === name.toLowerCase() ? ['name only'] : undefined;
}

/** Why an entry that covers what is wanted does not allow it; empty if it does. */
export function objection({ entry }: Ready, wanted: Wanted): string {
	if (entry.refuses)
		return `${entry.name ? `“${entry.name}”` : `Line ${entry.line}`} is about it, but ${entry.refuses}.`;
	if (
		wanted.kind === 'bypass' &&
		entry.direction !== undefined &&
		entry.direction !== wanted.item.bypass.direction
	) {
		return `A rule allows it ${entry.direction} only.`;
	}
	if (wanted.kind === 'bypass' && entry.narrowed) {
		return `A rule allows it for ${entry.narrowed} only.`;
	}
	if (wanted.kind === 'location' && entry.about === 'process') {
		return 'There is a process exclusion, which exempts what the process opens but not the file itself.';
	}
	return '';
}

/** Why nothing covers it, if an entry comes close or the article leaves a gap. */
export function nearMiss(wanted: Wanted, entries: readonly Ready[]): string {
	const way = wanted.kind === 'bypass' ? wanted.item.bypass.direction : undefined;
	const said = entries
		.filter((each) => reach(each, wanted))
		// A rule for the same direction says more than one for the other.
		.sort(
			(one, other) => Number(other.entry.direction === way) - Number(one.entry.direction === way)
		)
		.map((each) => objection(each, wanted))
		.find((each) => each !== '');
	if (said) return said;
	const { target } = wanted;
	if (!target) {
		return 'The article does not give the path of this program: look for it on a machine.';
	}
	if (target.platform === 'windows') {
		const elsewhere = entries.find(({ pattern }) =>
			pattern.forms.some(
				({ folded }) => folded.charAt(1) === ':' && folded.slice(2) === target.whole.folded.slice(2)
			)
		);
		if (elsewhere) return `The list has it on drive ${elsewhere.entry.text.slice(0, 2)}.`;
	}
	if (target.platform === 'linux') {
		const otherCase = entries.find(({ pattern }) =>
			pattern.forms.some(({ folded }) => folded === target.whole.folded)
		);
		if (otherCase) return 'The list has it in another letter case, which counts on Linux.';
	}
	return '';
}
