import { viewParam } from '$lib/state';

/** What the controls of the page say; it stands in the address. */
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
