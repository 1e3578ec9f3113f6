import { match, option } from './define';
import { unknowable } from './evaluate';
import { u32Tests } from './types/u32-tests';

export const u32 = match({
	name: 'u32',
	summary: 'Numbers anywhere in the packet.',
	options: [
		option('u32', u32Tests, 'Tests of four octets at a time, joined by &&.', {
			invertible: true,
			mandatory: true,
			phrase: 'where $'
		})
	],
	evaluate: unknowable('the octets of the IP header are not given')
});
