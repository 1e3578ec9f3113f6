/** The commands of ipset and its own options. Source: ipset_commands and ipset_envopts,
 * https://git.netfilter.org/ipset/tree/lib/ipset.c */
import { refusal, type SetRefusal } from './refusal';
import type { CommandWord } from './words';

/** In the order in which ipset looks for an abbreviation; with the words that must follow. */
const table = [
	['create', ['create', 'new', '-N'], 2],
	['add', ['add', '-A'], 2],
	['del', ['del', '-D'], 2],
	['test', ['test', '-T'], 2],
	['destroy', ['destroy', 'x', '-X'], 0],
	['list', ['list', '-L'], 0],
	['save', ['save', '-S'], 0],
	['restore', ['restore', '-R'], 0],
	['flush', ['flush', '-F'], 0],
	['rename', ['rename', 'e', '-E'], 2],
	['swap', ['swap', 'w', '-W'], 2],
	['help', ['help', '-h', '-H'], 0],
	['version', ['version', '-v', '-V'], 0],
	['quit', ['quit'], 0]
] as const;

export type Verb = (typeof table)[number][0];

const flags: ReadonlySet<string> = new Set([
	...['-s', '-sorted', '-r', '-resolve', '-n', '-name', '-t', '-terse']
]);

export interface SetWords {
	readonly verb: Verb;
	/** The words after it. */
	readonly rest: readonly CommandWord[];
	/** -exist: adding what exists, or removing what does not, is no error. */
	readonly exist: boolean;
	/** -quiet: no messages other than errors. */
	readonly quiet: boolean;
	/** -file: what restore reads and the others write. */
	readonly file?: string;
}

const mostWords = 31;

/** Takes out the options, which may be anywhere, and identifies the command. */
export function readVerb(texts: readonly string[]): SetWords | SetRefusal {
	if (texts.length > mostWords)
		return refusal('set-line-too-long', 'There are too many words.', `At most ${mostWords}.`);
	const plain: CommandWord[] = [];
	let exist = false;
	let quiet = false;
	let file: string | undefined;
	for (let index = 0; index < texts.length; index++) {
		const text = texts[index] ?? '';
		const option = text.replace(/^--/, '-');
		if (option === '-!' || option === '-exist') exist = true;
		else if (option === '-q' || option === '-quiet') quiet = true;
		else if (/^-(o|output|f|file)$/.test(option)) {
			const value = texts[++index];
			if (value === undefined)
				return refusal('set-argument', `${text} needs a value.`, 'Write one after it.');
			if (option.startsWith('-f')) file = value;
		} else if (!flags.has(option)) plain.push({ text, index });
	}
	const [first, ...rest] = plain;
	const begun = first?.text.replace(/^--/, '') ?? '';
	const found =
		begun !== '' && begun !== '-'
			? table.find(([, names]) => names.some((name) => name.startsWith(begun)))
			: undefined;
	if (!first || !found)
		return refusal(
			'ipset-command',
			first ? `“${first.text}” is not a command of ipset.` : 'ipset is given no command.',
			'Write create, add, del, flush, rename, swap, destroy, test, list, save or restore.'
		);
	const [verb, , needed] = found;
	if (rest.length < needed)
		return refusal(
			'set-argument',
			`${verb} needs ${needed === 2 ? 'two words' : 'a word'} after it.`,
			needs(verb)
		);
	return { verb, rest, exist, quiet, ...(file !== undefined && { file }) };
}

function needs(verb: Verb): string {
	if (verb === 'create') return 'Write the name of the set, then its type.';
	if (verb === 'rename' || verb === 'swap') return 'Write the names of two sets.';
	return 'Write the name of the set, then an element.';
}
