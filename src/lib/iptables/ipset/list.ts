/** add, del and test of a set of sets. Source: ip_set_list_set.c,
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/ipset */
import type { EntryOptions } from './entry-options';
import type { WrittenPart } from './element';
import type { ElementVerb } from './expand';
import { refusal, type SetRefusal } from './refusal';
import type { Extensions } from './set';
import { noSuchSet, type LivingSet, type Sets } from './sets';

type Place = NonNullable<EntryOptions['place']>;

/** `set,before,other` was the syntax for the place before ipset 5. */
export function listElement(text: string): { readonly text: string; readonly place?: Place } {
	const [, name, side, of] = /^([^,]+),(before|after),(.+)$/.exec(text) ?? [];
	if (name === undefined || of === undefined) return { text };
	return { text: name, place: { side: side === 'before' ? 'before' : 'after', of } };
}

function namesOf({ members }: LivingSet): readonly string[] {
	return members.list().map(({ element }) => element);
}

/** Whether the set is at the stated place in the list. */
function stands(names: readonly string[], name: string, { side, of }: Place): boolean {
	return names[names.indexOf(name) + (side === 'before' ? 1 : -1)] === of;
}

function notBeside(name: string, { side, of }: Place): SetRefusal {
	return refusal(
		'set-not-beside',
		`The list does not have ${of}${side === 'before' ? ' after' : ' before'} ${name}.`,
		'Name a set that stands there, or leave the place out.'
	);
}

function add(
	list: LivingSet,
	name: string,
	{ extensions, place, exist }: { extensions: Extensions; place?: Place; exist: boolean }
): SetRefusal | undefined {
	const names = namesOf(list);
	if (place && (place.of === name || !names.includes(place.of)))
		return refusal(
			'set-not-in-list',
			`The set ${place.of} is not in the list ${list.name}.`,
			'Add it first, or leave the place out.'
		);
	const part = { kind: 'set', name } as const;
	if (place && !names.includes(name)) {
		const entry = { element: name, written: name, parts: [part], ...extensions };
		list.members.addBeside(entry, place.side, place.of);
		return undefined;
	}
	if (list.members.add([part], extensions, name, exist) === undefined) return undefined;
	return refusal(
		'element-exists',
		`The list ${list.name} has the set ${name} already.`,
		'Leave it out, or write -exist to go on all the same.'
	);
}

function remove(
	list: LivingSet,
	name: string,
	{ place, exist }: { place?: Place; exist: boolean }
): SetRefusal | undefined {
	const names = namesOf(list);
	if (place && (!names.includes(name) || !stands(names, name, place)))
		return notBeside(name, place);
	if (list.members.delete([{ kind: 'set', name }]) || exist) return undefined;
	return refusal(
		'no-such-element',
		`The list ${list.name} does not have the set ${name}.`,
		'Name a set that is in it, or write -exist to go on all the same.'
	);
}

export interface ListRequest {
	readonly verb: ElementVerb;
	readonly parts: readonly WrittenPart[];
	readonly extensions: Extensions;
	readonly place?: Place;
	readonly exist: boolean;
}

export function listChange(
	sets: Sets,
	list: LivingSet,
	{ verb, parts, ...request }: ListRequest
): SetRefusal | boolean | undefined {
	const [part] = parts;
	const name = part?.kind === 'set' ? part.name : '';
	const member = sets.get(name);
	if (!member) return noSuchSet(name);
	if (member.type.storage === 'list')
		return refusal(
			'set-list-in-list',
			`The set ${name} is a list itself, which no list can have.`,
			'Add its sets one by one.'
		);
	const { place } = request;
	if (place && !sets.get(place.of)) return noSuchSet(place.of);
	if (verb === 'add') return add(list, name, request);
	if (verb === 'del') return remove(list, name, request);
	const names = namesOf(list);
	return names.includes(name) && (!place || stands(names, name, place));
}
