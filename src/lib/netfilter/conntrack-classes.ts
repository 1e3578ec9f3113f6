/** Values that conntrack treats alike, for packets with open flags or an open type. */
import type { Family, FieldSet } from '../iptables';
import { flagsAreValid, segmentKind } from './track-tcp-states';

function valuesAlike(kindOf: (value: number) => string): FieldSet[] {
	const kinds = new Map<string, [number, number][]>();
	for (let value = 0; value < 256; value++) {
		const kind = kindOf(value);
		const ranges = kinds.get(kind) ?? [];
		kinds.set(kind, ranges);
		const last = ranges.at(-1);
		if (last?.[1] === value - 1) last[1] = value;
		else ranges.push([value, value]);
	}
	return [...kinds.values()].map((ranges) => ({ kind: 'numbers', ranges }));
}

export const flagClasses: readonly FieldSet[] = valuesAlike((flags) =>
	flagsAreValid(flags) ? segmentKind(flags) : 'invalid'
);

const opening: Readonly<Record<Family, readonly number[]>> = {
	ipv4: [8, 13, 15, 17],
	ipv6: [128, 139]
};
const untracked6: readonly number[] = [130, 131, 132, 133, 134, 135, 136, 143];

/** Each query has its own reply; the other types have no connection or are not tracked. */
function icmpKind(family: Family): (type: number) => string {
	return (type) => {
		if (opening[family].includes(type)) return String(type);
		return family === 'ipv6' && untracked6.includes(type) ? 'untracked' : 'other';
	};
}

export const icmpClasses: Readonly<Record<Family, readonly FieldSet[]>> = {
	ipv4: valuesAlike(icmpKind('ipv4')),
	ipv6: valuesAlike(icmpKind('ipv6'))
};
