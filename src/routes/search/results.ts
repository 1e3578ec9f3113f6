import {
	dossierOf,
	findProcess,
	onPlatform,
	search,
	seek,
	type Dossier,
	type HardeningCommand,
	type Note,
	type Query,
	type Sought
} from '$lib/catalog';

/** What the page shows for a query. */
export interface Results {
	readonly sought: Sought | undefined;
	readonly dossiers: readonly Dossier[];
	readonly notes: readonly Note[];
	readonly commands: readonly HardeningCommand[];
	/** The paths of the processes found on the chosen platform, each once. */
	readonly paths: readonly string[];
}

function pathsOf(dossier: Dossier, query: Query): readonly string[] {
	return onPlatform(dossier, query.platform).locations.map((each) => each.normal);
}

/** Answers a query. */
export function resultsOf(query: Query): Results {
	const hits = search(query);
	const dossiers = hits.flatMap((hit) => (hit.kind === 'process' ? [hit.dossier] : []));
	return {
		sought: query.text === '' ? undefined : seek(query.text),
		dossiers,
		notes: hits.flatMap((hit) => (hit.kind === 'note' ? [hit.note] : [])),
		commands: hits.flatMap((hit) => (hit.kind === 'command' ? [hit.command] : [])),
		paths: [...new Set(dossiers.flatMap((dossier) => pathsOf(dossier, query)))]
	};
}

/** What the copy key copies from a row: the paths of a process, or a command. */
export function copiesOf(id: string, query: Query): readonly string[] {
	const process = findProcess(id);
	if (process) return [...new Set(pathsOf(dossierOf(process), query))];
	return search({ text: '', kind: 'command' }).flatMap((hit) =>
		hit.kind === 'command' && hit.id === id ? [hit.command.text] : []
	);
}
