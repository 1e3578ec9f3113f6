/** The commands add, del and test. */
import { rangeRefusal } from './allowed';
import { readElement } from './element';
import { changeElements, extensionsOf } from './element-changes';
import { extensionRefusal, readEntryOptions } from './entry-options';
import { expand, type ElementVerb } from './expand';
import { listChange, listElement } from './list';
import { lookUp } from './look-up-element';
import { atWord, isRefusal, refusal, type SetRefusal } from './refusal';
import { noSuchSet, type LivingSet, type Sets } from './sets';
import type { CommandWord } from './words';

/** Runs the command: a refusal by the kernel, or the answer of a test. */
export type Run = (exist: boolean) => SetRefusal | boolean | undefined;

/** Reads a command on an element: `rest` is the name of the set, the element, and the options. */
export function readElementCommand(
	verb: ElementVerb,
	rest: readonly CommandWord[],
	sets: Sets
): { readonly set: LivingSet; readonly run: Run } | SetRefusal {
	const [name, written, ...more] = rest;
	if (!name || !written) return noSuchSet('');
	const set = sets.get(name.text);
	if (!set) return atWord(noSuchSet(name.text), name.index);
	const { type, creation } = set;
	const { text, place: inside }: ReturnType<typeof listElement> =
		type.storage === 'list' ? listElement(written.text) : written;
	const parts = readElement(text, type, creation.family);
	if (isRefusal(parts)) {
		if (parts.unknowable) set.uncertain = `the set ${set.name} has elements by host name`;
		return atWord(parts, written.index);
	}
	const options = readEntryOptions(more, type, verb);
	if (isRefusal(options)) return options;
	if (options.place && inside)
		return refusal('set-option-twice', 'The place in the list is given twice.', 'Keep one.');
	const place = options.place ?? inside;
	const range = rangeRefusal(type, verb, parts);
	if (range) return atWord(range, written.index);
	return {
		set,
		run(exist) {
			const refused = extensionRefusal(options, creation);
			if (refused) return refused;
			if (type.storage === 'list') {
				const extensions = extensionsOf(options, set);
				const request = { verb, parts, extensions, exist };
				return listChange(sets, set, place ? { ...request, place } : request);
			}
			const elements = expand(type, creation, verb, parts, options.wildcard);
			if (isRefusal(elements)) return atWord(elements, written.index);
			if (verb === 'test') return lookUp(set, elements, options.extensions.noMatch ?? false);
			return changeElements(set, { verb, elements, options, written: written.text, exist });
		}
	};
}
