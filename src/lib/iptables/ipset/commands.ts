/** The commands of ipset, each read and then run. */
import type { Origin } from '../ruleset';
import { readCreation } from './create';
import { setNameRefusal } from './element';
import { readElementCommand, type Run } from './elements';
import { Members } from './members';
import { atWord, isRefusal, refusal, type SetRefusal } from './refusal';
import { noSuchSet, type Sets } from './sets';
import { setType, setTypes } from './types';
import { readVerb, type SetWords, type Verb } from './verbs';
import type { CommandWord } from './words';

/** A command that can be run. */
export interface ReadCommand {
	readonly verb: Verb;
	/** The set of an add or del: consecutive ones of one set run together in `ipset restore`. */
	readonly set?: string;
	readonly exist: boolean;
	readonly quiet: boolean;
	/** An option that is ignored, with a warning. */
	readonly dropped?: CommandWord;
	readonly run: Run;
}

type Reading = Omit<ReadCommand, 'verb' | 'exist' | 'quiet'> | SetRefusal;

function readCreate(rest: readonly CommandWord[], sets: Sets, origin: Origin): Reading {
	const [name, typeName, ...words] = rest;
	if (!name || !typeName) return noSuchSet('');
	const type = setType(typeName.text);
	if (!type)
		return atWord(
			refusal(
				'set-type',
				`There is no type of sets “${typeName.text}”.`,
				`The types are ${setTypes.map((each) => each.name).join(', ')}.`
			),
			typeName.index
		);
	const read = readCreation(words, type);
	if (isRefusal(read)) return read;
	const { make, dropped } = read;
	const options = words.map(({ text }) => text);
	return {
		...(dropped && { dropped }),
		run(exist) {
			const creation = make();
			if (isRefusal(creation)) return creation;
			const members = new Members(type, creation);
			return sets.create({ name: name.text, type, creation, options, origin, members }, exist);
		}
	};
}

function surplus(words: readonly CommandWord[], verb: Verb): SetRefusal | undefined {
	const [word] = words;
	if (!word) return undefined;
	return atWord(
		refusal('set-surplus', `${verb} does not take “${word.text}”.`, 'Leave it out.'),
		word.index
	);
}

function readPlain({ verb, rest }: SetWords, sets: Sets): Reading {
	const [first, second] = rest.map(({ text }) => text);
	switch (verb) {
		case 'destroy':
			return surplus(rest.slice(1), verb) ?? { run: (exist) => sets.destroy(first, exist) };
		case 'flush':
			return surplus(rest.slice(1), verb) ?? { run: () => sets.flush(first) };
		case 'rename':
			return surplus(rest.slice(2), verb) ?? { run: () => sets.rename(first ?? '', second ?? '') };
		case 'swap':
			return surplus(rest.slice(2), verb) ?? { run: () => sets.swap(first ?? '', second ?? '') };
		case 'list':
		case 'save':
			return (
				surplus(rest.slice(1), verb) ?? {
					run: () => (first !== undefined && !sets.get(first) ? noSuchSet(first) : undefined)
				}
			);
		default:
			return { run: () => undefined };
	}
}

/** The first name that is too long: only the first two words can be names. */
function longName({ verb, rest }: SetWords): SetRefusal | undefined {
	const names = verb === 'rename' || verb === 'swap' ? rest.slice(0, 2) : rest.slice(0, 1);
	for (const { text, index } of verb === 'help' ? [] : names) {
		const refused = setNameRefusal(text);
		if (refused) return atWord(refused, index);
	}
	return undefined;
}

/** Reads a command: `texts` begin after `ipset`. */
export function readSetCommand(
	texts: readonly string[],
	sets: Sets,
	origin: Origin
): ReadCommand | SetRefusal {
	const words = readVerb(texts);
	if (isRefusal(words)) return words;
	const { verb, rest, exist, quiet } = words;
	const tooLong = longName(words);
	if (tooLong) return tooLong;
	if (verb === 'add' || verb === 'del' || verb === 'test') {
		const read = readElementCommand(verb, rest, sets);
		if (isRefusal(read)) return read;
		return { verb, exist, quiet, run: read.run, ...(verb !== 'test' && { set: read.set.name }) };
	}
	const read = verb === 'create' ? readCreate(rest, sets, origin) : readPlain(words, sets);
	return isRefusal(read) ? read : { verb, exist, quiet, ...read };
}
