/** The options of -m recent. */
import { option, others } from './define';
import { host, printHost, type AddressValue } from './types/address';
import { none } from './types/none';
import { bare, text } from './types/text';
import { whole } from './types/whole';

export const allOnes = (1n << 128n) - 1n;
function isFull(value: AddressValue): boolean {
	return value.address === (value.kind === 'address4' ? 0xffff_ffff : allOnes);
}

export const operations = ['set', 'rcheck', 'update', 'remove'];
function operation(name: string, summary: string, phrase: string) {
	return option(name, none, summary, {
		invertible: true,
		excludes: others(operations, name),
		phrase
	});
}
export const set = operation(
	'set',
	'Puts the address on the list; always true.',
	'noting the address'
);
export const rcheck = operation('rcheck', 'The address is on the list.', 'whose address is listed');
export const update = operation(
	'update',
	'The address is on the list; if so, notes the time.',
	'whose address is listed, noting the time'
);
export const remove = operation(
	'remove',
	'The address was on the list; takes it off.',
	'whose address is listed, taking it off'
);
const number = whole({ high: 0xffff_ffff });
export const seconds = option(
	'seconds',
	whole({ low: 1, high: 0xffff_ffff }),
	'Only counts what was seen within this many seconds.',
	{ phrase: 'within $ seconds' }
);
export const reap = option('reap', none, 'Forgets what is older.', {
	requires: ['seconds'],
	phrase: 'forgetting older ones'
});
export const hitcount = option('hitcount', number, 'Seen at least so often.', {
	phrase: 'at least $ times',
	rewrite: (given) => (given.value.kind === 'number' && given.value.value === 0 ? undefined : given)
});
export const rttl = option('rttl', none, 'Only if the TTL is the same.', {
	excludes: ['set', 'remove'],
	phrase: 'with the same TTL'
});
export const name = option(
	'name',
	text({ argument: 'name', cut: 199, print: bare }),
	'Name of the list.',
	{
		phrase: 'on list $'
	}
);
export const mask = option('mask', host, 'Mask that is put on the address.', {
	phrase: 'under mask $',
	says: (value) => (isFull(value) ? '' : `under mask ${printHost(value)}`)
});
export const rsource = option('rsource', none, 'Looks at the source address.', {
	says: () => ''
});
export const rdest = option('rdest', none, 'Looks at the destination address.', {
	phrase: 'by destination'
});
