// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_CONNMARK.c
import type { PacketChange } from '../extension';
import type { OptionUse } from '../ruleset';
import type { Value } from '../values';
import { needsOne, option, others, target, use } from './define';
import { markForm } from './listing';
import { markOperations } from './mark-operations';
import { allBits, bits32, hex } from './types/mark';
import { none } from './types/none';
import { whole } from './types/whole';

const {
	names,
	setXmark,
	asXmark,
	options: operations
} = markOperations(['save-mark', 'restore-mark']);
const excluding = (name: string) => ({ excludes: others(names, name) });
const numberOf = (value: Value) => (value.kind === 'number' ? value.value : 0);

const save = option('save-mark', none, 'Copies the packet’s mark to the connection.', {
	...excluding('save-mark'),
	phrase: 'as the packet is marked'
});
const restore = option('restore-mark', none, 'Copies the connection’s mark to the packet.', {
	...excluding('restore-mark'),
	says: () => ''
});
const nfmask = option('nfmask', bits32, 'Bits of the packet’s mark that take part.', {
	excludes: ['mask'],
	says: ({ value }) => (value === allBits ? '' : `packet mask ${hex(value)}`)
});
const ctmask = option('ctmask', bits32, 'Bits of the connection’s mark that take part.', {
	excludes: ['mask'],
	says: ({ value }) => (value === allBits ? '' : `connection mask ${hex(value)}`)
});
const mask = option('mask', bits32, 'Both masks at once.', { excludes: ['nfmask', 'ctmask'] });
// The kernel refuses 32.
const shift = whole({ high: 31 });
const left = option('left-shift-mark', shift, 'Shifts the mark to the left.', {
	phrase: 'shifted left by $ bits'
});
const right = option('right-shift-mark', shift, 'Shifts the mark to the right.', {
	phrase: 'shifted right by $ bits'
});

/** Both masks are shown with save and restore, else they mean nothing; a shift of 0 is not kept. */
function normal(options: readonly OptionUse[]): readonly OptionUse[] {
	const both = mask.in(options)?.value.value;
	// A mask that comes after the value replaces the value's own.
	const place = options.findIndex(({ option: name }) => name === setXmark.name);
	const after = options.findLast(
		({ option: name }, index) => index > place && (name === mask.name || name === ctmask.name)
	);
	const used = (name: string) => options.some(({ option: given }) => given === name);
	const moves = used(save.name) || used(restore.name);
	// The last one written decides.
	const shifts = options.filter(({ option: name }) => name === left.name || name === right.name);
	const set = setXmark.in(options)?.value;
	if (set && after) return normal([asXmark(set.value, numberOf(after.value)), ...shifts]);
	const kept = options.filter(
		({ option: name }) => name === save.name || name === restore.name || name === setXmark.name
	);
	const masks = [nfmask, ctmask].map((each) =>
		use(each, { kind: 'number', value: both ?? each.in(options)?.value.value ?? allBits })
	);
	return [
		...kept,
		...(moves ? masks : []),
		...shifts.slice(-1).filter(({ value }) => numberOf(value) !== 0)
	];
}

function changes(options: readonly OptionUse[]): readonly PacketChange[] {
	const shift = (left.in(options)?.value.value ?? 0) - (right.in(options)?.value.value ?? 0);
	const nf = nfmask.in(options)?.value.value ?? allBits;
	const ct = ctmask.in(options)?.value.value ?? allBits;
	if (save.in(options)) return [{ field: 'connmark', from: 'mark', nfmask: nf, ctmask: ct, shift }];
	if (restore.in(options))
		return [{ field: 'mark', from: 'connmark', nfmask: nf, ctmask: ct, shift }];
	const set = setXmark.in(options)?.value;
	return set ? [{ field: 'connmark', mask: set.mask, xor: set.value, shift }] : [];
}

const listedMark = markForm('CONNMARK');

export const CONNMARK = target({
	name: 'CONNMARK',
	summary: 'Sets the mark of the connection, or copies it from or to the packet.',
	options: [...operations, save, restore, nfmask, ctmask, mask, left, right],
	listing: {
		pattern: new RegExp(`${listedMark.pattern.source}|^CONNMARK (save|restore)$`),
		words: (groups) =>
			groups[3] === undefined ? listedMark.words(groups) : [`--${groups[3]}-mark`]
	},
	check: needsOne(...names),
	action: (options) => (restore.in(options) ? 'Marks $ as the connection is marked' : undefined),
	normal,
	effect: (options) => ({ kind: 'change', changes: changes(options) })
});
