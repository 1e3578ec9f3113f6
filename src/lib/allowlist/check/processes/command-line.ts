import { dossiers } from '$lib/catalog';

/** File names of the catalog, longest first (`ZSATrayManager` is not `ZSATray`), each at the end of a path. */
const names = dossiers
	.filter(({ process }) => process.kind !== 'folder')
	.flatMap(({ spellings }) => spellings.map(({ text }) => text.toLowerCase()))
	.sort((one, other) => other.length - one.length)
	.map((name) => ({
		name,
		ending: new RegExp(`[\\\\/]${name.replace(/[.\\]/g, '\\$&')}(?:\\s|$)`)
	}));

/**
 * The program at the start of a command line, without its arguments. Paths may contain blanks
 * (`/Library/Application Support/...`), so it first looks for a name of the catalog as the end.
 */
export function programOf(command: string): string {
	const text = command.trim();
	const quoted = /^"([^"]*)"/.exec(text)?.[1];
	if (quoted !== undefined) return quoted;
	const lower = text.toLowerCase();
	if (/^(?:[a-z]:)?[\\/]/.test(lower)) {
		for (const { name, ending } of names) {
			const at = lower.includes(name) ? lower.search(ending) : -1;
			if (at !== -1) return text.slice(0, at + 1 + name.length);
		}
	}
	const exe = /^(.*?\.exe)(?:\s|$)/i.exec(text)?.[1];
	return exe ?? text.split(/\s/, 1)[0] ?? text;
}
