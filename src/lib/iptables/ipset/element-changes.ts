/** Adds the elements of one command to a set, or deletes them. */
import type { EntryOptions } from './entry-options';
import type { Elements } from './expand';
import { refusal, type SetRefusal } from './refusal';
import type { Extensions } from './set';
import type { LivingSet } from './sets';

/** The most elements of one command that are simulated. */
const mostElements = 262_144;

export function extensionsOf(options: EntryOptions, { creation }: LivingSet): Extensions {
	const { extensions } = options;
	const { noMatch = false, timeout = creation.timeout ?? 0, ...rest } = extensions;
	return { noMatch, ...rest, ...(timeout > 0 && { timeout }) };
}

export interface ElementRequest {
	readonly verb: 'add' | 'del';
	readonly elements: Elements;
	readonly options: EntryOptions;
	/** The element as it is written. */
	readonly written: string;
	readonly exist: boolean;
}

function tooMany(set: LivingSet, count: number): SetRefusal {
	set.uncertain = `the set ${set.name} is given more elements than are followed here`;
	return {
		...refusal(
			'set-too-many',
			`These are up to ${count} elements, more than the ${mostElements} that are followed here: what the set ${set.name} holds is not known.`,
			'Take a set of networks.'
		),
		unknowable: true
	};
}

/** Which element is evicted depends on the hash, which is random. */
function evicts(set: LivingSet): SetRefusal {
	set.uncertain = `the set ${set.name} was full, and which entry made room can’t be known`;
	return {
		...refusal(
			'set-full',
			`The set ${set.name} is full: with forceadd, some entry makes room, or the element is refused.`,
			'Make it with a larger maxelem.'
		),
		unknowable: true
	};
}

/** How many elements the kernel processes before it stops. */
function reached({ members, type, creation }: LivingSet, request: ElementRequest): number {
	const { verb, elements, exist } = request;
	if (verb === 'add')
		return type.storage === 'hash' ? Math.min(elements.count, creation.maxelem) : elements.count;
	return exist ? elements.count : Math.min(elements.count, members.size);
}

function notThere(set: LivingSet, { elements: { count }, written }: ElementRequest): SetRefusal {
	return refusal(
		'no-such-element',
		count > 1
			? `The set ${set.name} does not have all of ${written}: what it has before the first gap is taken out.`
			: `The set ${set.name} does not have ${written}.`,
		'Write what is in it, or -exist to go on all the same.'
	);
}

function isThere(set: LivingSet, { elements: { count }, written }: ElementRequest): SetRefusal {
	return refusal(
		'element-exists',
		count > 1
			? `The set ${set.name} has a part of ${written} already: what comes before that is added.`
			: `The set ${set.name} has ${written} already.`,
		'Leave it out, or write -exist to go on all the same.'
	);
}

/** Changes the elements one after the other; those before a refused one stay changed. */
export function changeElements(set: LivingSet, request: ElementRequest): SetRefusal | undefined {
	const { members } = set;
	const { verb, elements, options, written, exist } = request;
	if (reached(set, request) > mostElements) return tooMany(set, elements.count);
	const extensions = extensionsOf(options, set);
	for (const parts of elements.all()) {
		if (verb === 'del') {
			if (members.delete(parts) || exist) continue;
			return notThere(set, request);
		}
		const failed = members.add(parts, extensions, written, exist);
		if (failed === 'evicts') return evicts(set);
		if (failed === 'exists') return isThere(set, request);
		if (failed === 'full')
			return refusal(
				'set-full',
				`The set ${set.name} is full: it holds ${members.size} entries.`,
				'Make it with a larger maxelem.'
			);
	}
	return undefined;
}
