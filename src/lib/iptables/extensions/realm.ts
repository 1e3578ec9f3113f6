import { match, option } from './define';
import { unknowable } from './evaluate';
import { allBits, masked } from './types/mark';

const numbers = masked({ argument: 'realm[/mask]' });
/** Names come from the host's rt_realms, which as installed names just this one. */
const realmType: typeof numbers = {
	...numbers,
	read: (text, context) => numbers.read(text === 'cosmos' ? '0' : text, context),
	print: (value, context) =>
		value.value === 0 && value.mask === allBits ? 'cosmos' : numbers.print(value, context)
};

export const realm = match({
	name: 'realm',
	families: ['ipv4'],
	summary: 'Realm of the route.',
	options: [
		option('realm', realmType, 'Realm, compared under the mask.', {
			invertible: true,
			mandatory: true,
			phrase: 'routed by realm $'
		})
	],
	hooks: ['INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
	evaluate: unknowable('the realms of the routes are not given')
});
