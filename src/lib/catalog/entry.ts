import { dossiers, type Dossier } from './dossier';
import type { FactKind } from './fact-kind';
import { hardeningCommands, type HardeningCommand } from './hardening';
import { notes, type Note } from './note';
import { limitOf } from './peculiarity';
import { platformNames, type Platform } from './platform';
import { literalPath } from './program-folders';

/** How the text of a field is compared: names and paths anywhere, prose from the start of a word. */
export type FieldKind = 'name' | 'prose' | 'title' | 'path' | 'remark' | 'platform';

export interface Field {
	readonly kind: FieldKind;
	readonly text: string;
}

/** The facets of a fact: its kind, and where it applies. */
export interface Facet {
	readonly kind: FactKind;
	readonly platform: Platform | 'every' | 'none';
}

/** One row of the reference. */
export type Entry = {
	readonly id: string;
	readonly fields: readonly Field[];
	readonly facets: readonly Facet[];
} & (
	| { readonly kind: 'process'; readonly dossier: Dossier }
	| { readonly kind: 'note'; readonly note: Note }
	| { readonly kind: 'command'; readonly command: HardeningCommand }
);

function facetsOf(
	kind: FactKind,
	among: readonly Platform[],
	otherwise: 'every' | 'none'
): readonly Facet[] {
	if (among.length === 0) return [{ kind, platform: otherwise }];
	return among.map((platform) => ({ kind, platform }));
}

function processEntry(dossier: Dossier): Entry {
	const { process, purpose, locations, bypasses } = dossier;
	const paths = [...locations, ...bypasses].flatMap((each) => {
		// A folder also matches a fragment that ends in a slash.
		const end = 'kind' in each && each.kind === 'folder' ? '/' : '';
		return [each.written + end, each.normal + end, literalPath(each.normal) + end];
	});
	return {
		id: process.id,
		kind: 'process',
		dossier,
		fields: [
			...dossier.spellings.map((each): Field => ({ kind: 'name', text: each.text })),
			...(purpose ? [{ kind: 'prose', text: purpose.text } as const] : []),
			...[...new Set(paths)].map((text): Field => ({ kind: 'path', text })),
			...[dossier.remark, ...locations.map(limitOf)].map((text): Field => ({
				kind: 'remark',
				text
			})),
			...dossier.platforms.map((each): Field => ({ kind: 'platform', text: platformNames[each] })),
			...locations.flatMap((each): Field[] =>
				each.platform === 'windows' ? [{ kind: 'platform', text: each.version }] : []
			),
			...dossier.directions.map((text): Field => ({ kind: 'platform', text }))
		],
		facets: [
			...(purpose ? facetsOf('purpose', dossier.platforms, 'none') : []),
			...locations.map((each): Facet => ({ kind: 'location', platform: each.platform })),
			...bypasses.map((each): Facet => ({ kind: 'bypass', platform: each.platform }))
		]
	};
}

function noteEntry(note: Note): Entry {
	return {
		id: note.id,
		kind: 'note',
		note,
		fields: [
			{ kind: 'title', text: note.title },
			{ kind: 'remark', text: note.text },
			{ kind: 'path', text: note.text },
			...note.platforms.map((each): Field => ({ kind: 'platform', text: platformNames[each] }))
		],
		facets: facetsOf('note', note.platforms, 'every')
	};
}

function commandEntry(command: HardeningCommand): Entry {
	return {
		id: `command-${String(command.number)}`,
		kind: 'command',
		command,
		fields: [
			{ kind: 'title', text: command.title },
			{ kind: 'path', text: command.text },
			{ kind: 'platform', text: platformNames.linux }
		],
		facets: [{ kind: 'command', platform: 'linux' }]
	};
}

/** Every entry of the reference, in order: processes, notes, hardening commands. */
export const entries: readonly Entry[] = [
	...dossiers.map(processEntry),
	...notes.map(noteEntry),
	...hardeningCommands.map(commandEntry)
];
