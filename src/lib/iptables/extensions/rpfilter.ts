import { match, option } from './define';
import { unknowable } from './evaluate';
import { none } from './types/none';

export const rpfilter = match({
	name: 'rpfilter',
	summary: 'A reply would leave by the interface that the packet came in by.',
	options: [
		option('loose', none, 'Any interface will do.', { phrase: 'by any interface' }),
		option('validmark', none, 'Uses the mark in the lookup.', { phrase: 'with the mark' }),
		option('accept-local', none, 'Lets local sources pass.', { phrase: 'also from local sources' }),
		option('invert', none, 'Matches what fails the test.', { phrase: 'failing the test' })
	],
	tables: ['raw', 'mangle'],
	hooks: ['PREROUTING'],
	explain: (options) =>
		options.some(({ option: name }) => name === 'invert')
			? 'whose source could not be answered the same way'
			: 'whose source would be answered the same way',
	evaluate: unknowable('the route back is not looked up here')
});
