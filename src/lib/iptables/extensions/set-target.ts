import type { Complaint } from '../extension';
import type { OptionUse } from '../ruleset';
import { eachOnce, needsOne, option } from './define';
import { unknownTarget } from './side-target';
import { none } from './types/none';
import { checkSet, setWithSides } from './types/set-sides';
import { whole } from './types/whole';

const add = option('add-set', setWithSides, 'Adds the packet’s fields to this ipset.', {
	phrase: 'adding to $'
});
const remove = option('del-set', setWithSides, 'Takes the packet’s fields out of this ipset.', {
	phrase: 'taking out of $'
});
const map = option('map-set', setWithSides, 'Takes marks and classes from this ipset.', {
	phrase: 'mapped by $'
});
const requires = ['map-set'];

export const SET = unknownTarget('changes of ipsets by packets are not simulated', {
	name: 'SET',
	summary: 'Changes an ipset by the fields of the packet; the walk goes on.',
	options: [
		add,
		option('exist', none, 'Sets the timeout anew if it is there already.', {
			requires: ['add-set'],
			repeatable: true,
			phrase: 'renewing it'
		}),
		option('timeout', whole({ high: 0xffff_fffe }), 'Seconds until the entry expires.', {
			requires: ['add-set'],
			repeatable: true,
			phrase: 'for $ seconds'
		}),
		remove,
		map,
		option('map-mark', none, 'Takes the mark from the entry.', { requires, phrase: 'its mark' }),
		option('map-prio', none, 'Takes the class from the entry.', { requires, phrase: 'its class' }),
		option('map-queue', none, 'Takes the queue from the entry.', { requires, phrase: 'its queue' })
	],
	normal: eachOnce,
	check: (options: readonly OptionUse[], { sets }): readonly Complaint[] => [
		...needsOne(add.name, remove.name, map.name)(options),
		...[add, remove, map].flatMap((each) => checkSet(each, options, sets))
	],
	checkInKernel: (options, { table, chain }) =>
		map.in(options) && (table !== 'mangle' || !['FORWARD', 'OUTPUT', 'POSTROUTING'].includes(chain))
			? [
					{
						code: 'map-set-place',
						message: '--map-set works in the mangle table, where packets leave',
						help: 'Use it in mangle FORWARD, OUTPUT or POSTROUTING.',
						option: map.name
					}
				]
			: []
});
