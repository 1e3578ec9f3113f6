import { viewParam } from '$lib/state';

/** The settings of the page's controls, kept in the address. */
export function viewParams() {
	return {
		scope: viewParam('show'),
		range: viewParam('range'),
		where: viewParam('where'),
		from: viewParam('from'),
		until: viewParam('until'),
		overlap: viewParam('overlap')
	};
}

export type View = ReturnType<typeof viewParams>;
