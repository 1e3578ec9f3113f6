// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_SET.c
import type { PacketView, Unknown } from '../evaluation';
import type { Complaint, Effect, MaskedMark } from '../extension';
import type { Hook, OptionUse } from '../ruleset';
import { unknown } from './evaluate';
import { eachOnce, needsOne, option, target } from './define';
import type { Side } from './set-asked';
import { isMember } from './set-members';
import { changeSet, currentSet, type SetChange } from './set-session';
import { none } from './types/none';
import { checkSet, saySides, setWithSides } from './types/set-sides';
import { whole } from './types/whole';

/** A "!" is ignored. */
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
/** Hooks at which the class and the queue of a packet still matter. */
const leaving: readonly Hook[] = ['FORWARD', 'OUTPUT', 'POSTROUTING'];

function sideOf(word: string): Side {
	return word === 'src' ? 'src' : 'dst';
}

function changesOf(options: readonly OptionUse[]): readonly SetChange[] {
	const seconds = timeout.in(options)?.value.value;
	return ([add, remove] as const).flatMap((each): readonly SetChange[] => {
		const [name, ...sides] = each.in(options)?.value.words ?? [];
		if (name === undefined) return [];
		const change = {
			name,
			sides: sides.map(sideOf)
		};
		if (each === remove) return [{ ...change, verb: 'del', exist: false }];
		const renews = exist.in(options) !== undefined;
		return [
			{ ...change, verb: 'add', exist: renews, ...(seconds !== undefined && { timeout: seconds }) }
		];
	});
}

/** The mark of the entry that contains the packet; none if the set has no marks. */
function markIn(
	packet: PacketView,
	[name = '', ...sides]: readonly string[]
): MaskedMark | Unknown | undefined {
	const set = currentSet(packet, name);
	let taken: MaskedMark | undefined;
	const outcome =
		set &&
		isMember(set, packet, {
			sides: sides.map(sideOf),
			exceptions: false,
			counting: { compared: [], counts: true, countsInside: true },
			found({ mark: held }, { creation }) {
				if (creation.skbinfo) taken = held && { mask: held.mask, xor: held.mark };
			}
		});
	if (outcome === undefined) return unknown(`the members of the ipset ${name} are not given`);
	if (outcome === true) return taken;
	return outcome !== false && outcome.kind === 'unknown' ? outcome : undefined;
}

function effectOf(options: readonly OptionUse[]): Effect {
	const changes = changesOf(options);
	const apply = (packet: PacketView) => {
		for (const change of changes) changeSet(packet, change);
	};
	const mapped = map.in(options)?.value.words;
	if (!mapped) return { kind: 'note', note: apply };
	return {
		kind: 'mark',
		mark(packet) {
			apply(packet);
			const found = markIn(packet, mapped);
			return mark.in(options) ? found : undefined;
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
