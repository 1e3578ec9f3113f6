import type { Complaint, Effect } from '../extension';
import type { Hook, OptionUse } from '../ruleset';
import { eachOnce, needsOne, option, target } from './define';
import { changeSet, type SetChange } from './set-session';
import { none } from './types/none';
import { checkSet, saySides, setWithSides } from './types/set-sides';
import { whole } from './types/whole';

/** A "!" is read over. */
const plain = {
	invertible: true,
	rewrite: (use: OptionUse) => (use.inverted ? { ...use, inverted: false } : use)
} as const;
const add = option('add-set', setWithSides, 'Adds the packet’s fields to this ipset.', {
	...plain,
	says: (value) => `adding their ${saySides(value)} to set ${value.words[0] ?? ''}`
});
const remove = option('del-set', setWithSides, 'Takes the packet’s fields out of this ipset.', {
	...plain,
	says: (value) => `taking their ${saySides(value)} out of set ${value.words[0] ?? ''}`
});
const map = option('map-set', setWithSides, 'Takes marks and classes from this ipset.', {
	...plain,
	says: (value) =>
		`setting, from the entry of their ${saySides(value)} in set ${value.words[0] ?? ''}`
});
const flag = { ...plain, requires: ['map-set'], repeatable: true };
const mark = option('map-mark', none, 'Takes the mark from the entry.', {
	...flag,
	phrase: 'the mark'
});
const prio = option('map-prio', none, 'Takes the class from the entry.', {
	...flag,
	phrase: 'the class'
});
const queue = option('map-queue', none, 'Takes the queue from the entry.', {
	...flag,
	phrase: 'the queue'
});
const exist = option('exist', none, 'Sets the timeout anew if it is there already.', {
	...plain,
	requires: ['add-set'],
	repeatable: true,
	phrase: 'renewing it'
});
const timeout = option(
	'timeout',
	whole({ high: 0xffff_fffe }),
	'Seconds until the entry expires.',
	{
		...plain,
		requires: ['add-set'],
		repeatable: true,
		phrase: 'for $ seconds'
	}
);
/** Where the class and the queue of a packet still count. */
const leaving: readonly Hook[] = ['FORWARD', 'OUTPUT', 'POSTROUTING'];

function changesOf(options: readonly OptionUse[]): readonly SetChange[] {
	const seconds = timeout.in(options)?.value.value;
	return ([add, remove] as const).flatMap((each): readonly SetChange[] => {
		const [name, ...sides] = each.in(options)?.value.words ?? [];
		if (name === undefined) return [];
		const change = {
			name,
			sides: sides.map((side) => (side === 'src' ? ('src' as const) : ('dst' as const)))
		};
		if (each === remove) return [{ ...change, verb: 'del', exist: false }];
		const renews = exist.in(options) !== undefined;
		return [
			{ ...change, verb: 'add', exist: renews, ...(seconds !== undefined && { timeout: seconds }) }
		];
	});
}

function effectOf(options: readonly OptionUse[]): Effect {
	if (mark.in(options))
		return { kind: 'unknown', because: 'marks that an ipset holds are not simulated' };
	const changes = changesOf(options);
	return {
		kind: 'note',
		note(packet) {
			for (const change of changes) changeSet(packet, change);
		}
	};
}

export const SET = target({
	name: 'SET',
	summary: 'Changes an ipset by the fields of the packet; the walk goes on.',
	options: [add, exist, timeout, remove, map, mark, prio, queue],
	normal: eachOnce,
	effect: effectOf,
	check: (options: readonly OptionUse[], rule): readonly Complaint[] => [
		...needsOne(add.name, remove.name, map.name)(options),
		...(map.in(options) ? needsOne(mark.name, prio.name, queue.name)(options) : []),
		...[add, remove, map].flatMap((each) => checkSet(each, options, rule))
	],
	checkInKernel(options, { table, hooks }) {
		if (!map.in(options)) return [];
		const early = [...hooks].some((hook) => !leaving.includes(hook));
		const queues = [prio, queue].some((each) => each.in(options));
		if (table === 'mangle' && !(queues && early)) return [];
		return [
			{
				code: 'map-set-place',
				message: queues
					? 'class and queue can be taken from a set in the mangle table, where packets leave'
					: '--map-set works in the mangle table only',
				help: queues ? 'Use it in mangle FORWARD, OUTPUT or POSTROUTING.' : 'Add -t mangle.',
				option: map.name
			}
		];
	}
});
