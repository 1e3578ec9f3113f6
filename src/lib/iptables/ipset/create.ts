/** The set that create makes from its options. Source: *_create in
 * https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/ipset */
import { mask4, mask6 } from '../../net';
import { bitmapRange, rangeMissing } from './bitmap-range';
import {
	common,
	ofFamilies,
	ofHashes,
	ownOption,
	readFamily,
	type CreateDraft,
	type CreateOption
} from './create-options';
import { atWord, refusal, type SetRefusal } from './refusal';
import type { Creation } from './set';
import type { SetType } from './types';
import type { CommandWord } from './words';

const defaultMaxelem = 65_536;
const defaultSize = 8;
const leastSize = 4;

function optionsOf({ storage, families, parts, options }: SetType) {
	const bitmap = parts.includes('any port') ? 'ports' : 'addresses';
	const range = storage === 'bitmap' ? bitmap : 'none';
	return new Map<string, CreateOption>([
		...(families === 'both' ? ofFamilies : []),
		...(storage === 'hash' ? ofHashes : []),
		...common,
		...options.map((name) => [name, ownOption(name, range)] as const)
	]);
}

interface Use {
	readonly option: CreateOption;
	readonly name: string;
	readonly word: CommandWord;
	readonly argument: CommandWord;
}

/** The options that are given, each with its word. */
function usesOf(words: readonly CommandWord[], type: SetType): readonly Use[] | SetRefusal {
	const options = optionsOf(type);
	const uses: Use[] = [];
	for (let at = 0; at < words.length; at++) {
		const word = words[at];
		if (!word) break;
		const name = word.text.replace(/^--/, '');
		const option = options.get(name);
		if (!option)
			return atWord(
				refusal(
					'set-option',
					`create does not know “${word.text}” for sets of type ${type.name}.`,
					`It knows ${[...options.keys()].join(', ')}.`
				),
				word.index
			);
		const argument = option.takes ? words[++at] : word;
		if (!argument)
			return atWord(
				refusal('set-argument', `${name} needs a value.`, 'Write one after it.'),
				word.index
			);
		uses.push({ option, name, word, argument });
	}
	return uses;
}

function twice({ name, word }: Use): SetRefusal {
	return atWord(refusal('set-option-twice', `${name} is given twice.`, 'Keep one.'), word.index);
}

/** The family is read first: masks depend on it. */
function draftOf(uses: readonly Use[], { families }: SetType): CreateDraft | SetRefusal {
	const draft: CreateDraft = { family: families === 'none' ? undefined : 'ipv4' };
	const [family, ...more] = uses.filter(({ name }) => /^(family|-4|-6)$/.test(name));
	if (more[0]) return twice(more[0]);
	if (family) {
		const read = readFamily(family.argument.text.replace(/^--/, ''));
		if (typeof read === 'object') return atWord(read, family.argument.index);
		draft.family = read;
	}
	const set = new Set<string>();
	for (const use of uses) {
		const { option, argument } = use;
		if (option.sets.some((each) => set.has(each))) return twice(use);
		for (const each of option.sets) set.add(each);
		const refused = option.read(argument.text, draft);
		if (refused) return atWord(refused, argument.index);
	}
	return draft;
}

function maskOf({ family, netmask, bitmask }: CreateDraft): number | bigint | undefined {
	if (netmask === undefined) return bitmask;
	return family === 'ipv4' ? mask4(netmask) : mask6(netmask);
}

function creationOf(type: SetType, draft: CreateDraft): Creation | SetRefusal {
	const { family, timeout, netmask, markmask = 0xffff_ffff } = draft;
	if (type.families !== 'none' && family === undefined)
		return refusal('set-family', 'The set needs a family.', 'Write family inet or inet6.');
	if (markmask === 0 || draft.bitmask === 0 || draft.bitmask === 0n)
		return refusal('set-no-bits', 'A mask without bits is refused.', 'Write one with bits set.');
	const range = type.storage === 'bitmap' ? bitmapRange(type, draft) : undefined;
	if (range && 'help' in range) return range;
	const bitmask = maskOf(draft);
	return {
		...(family !== undefined && type.families !== 'none' && { family }),
		...(timeout !== undefined && { timeout }),
		counters: draft.counters ?? false,
		comment: draft.comment ?? false,
		skbinfo: draft.skbinfo ?? false,
		forceadd: draft.forceadd ?? false,
		maxelem: draft.maxelem ?? defaultMaxelem,
		size: Math.max(draft.size ?? defaultSize, leastSize),
		...(netmask !== undefined && { netmask }),
		...(bitmask !== undefined && { bitmask }),
		markmask,
		...(range && { range })
	};
}

/** A create command as read: the kernel may still refuse to create the set. */
export interface ReadCreation {
	readonly make: () => Creation | SetRefusal;
	/** An option that is ignored, with a warning. */
	readonly dropped?: CommandWord;
}

export function readCreation(
	words: readonly CommandWord[],
	type: SetType
): ReadCreation | SetRefusal {
	const uses = usesOf(words, type);
	if ('help' in uses) return uses;
	const draft = draftOf(uses, type);
	if ('help' in draft) return draft;
	const missing = type.storage === 'bitmap' ? rangeMissing(draft) : undefined;
	if (missing) return missing;
	const dropped = uses.find(({ option }) => option.dropped)?.word;
	return { make: () => creationOf(type, draft), ...(dropped && { dropped }) };
}

/** Whether create -exist accepts an existing set as the one that it would create. */
export function isSameCreation(a: Creation, b: Creation): boolean {
	const same = (['timeout', 'counters', 'comment', 'skbinfo', 'maxelem', 'size'] as const).every(
		(name) => a[name] === b[name]
	);
	return (
		same &&
		a.markmask === b.markmask &&
		a.bitmask === b.bitmask &&
		a.range?.low === b.range?.low &&
		a.range?.high === b.range?.high
	);
}
