// Options: https://git.netfilter.org/iptables/tree/extensions/libipt_realm.c
import { match, option } from './define';
import { unknowable } from './evaluate';
import { namedZero } from './types/mark';

export const realm = match({
	name: 'realm',
	families: ['ipv4'],
	summary: 'Realm of the route.',
	options: [
		option('realm', namedZero('cosmos', 'realm[/mask]'), 'Realm, compared under the mask.', {
			invertible: true,
			mandatory: true,
			phrase: 'routed by realm $'
		})
	],
	hooks: ['INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING'],
	evaluate: unknowable('the realms of the routes are not given')
});
