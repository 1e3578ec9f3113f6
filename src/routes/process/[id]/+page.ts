import { error } from '@sveltejs/kit';
import { dossierOf, findProcess } from '$lib/catalog';
import type { PageLoad } from './$types';

// Every process has a link on the search page: that is how prerendering finds them all.
export const load: PageLoad = ({ params }) => {
	const process = findProcess(params.id);
	if (!process) error(404, `No process has the name ${params.id} in the address`);
	return { dossier: dossierOf(process) };
};
