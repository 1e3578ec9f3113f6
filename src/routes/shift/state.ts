import { ranges, type CgnatRange } from '$lib/cgnat';
import { kept, text, viewParam } from '$lib/state';

/** What the user has pasted as the networks in use. */
export const networksText = kept('shift.networks', '', text);

/** The range set by hand, in links as its second octet; empty: the one that the walk gives. */
export function rangeByHand(): { value: CgnatRange | undefined } {
	const octet = viewParam('range');
	return {
		get value() {
			return ranges.find((range) => String(range.octet) === octet.value);
		},
		set value(range: CgnatRange | undefined) {
			octet.value = range ? String(range.octet) : '';
		}
	};
}

export type SharedText = { readonly networks: string; readonly rules: string };

/** Reads the payload of a link; undefined if this page did not write it. */
export function readShared(payload: unknown): SharedText | undefined {
	if (typeof payload !== 'object' || payload === null) return undefined;
	const networks = 'networks' in payload ? text(payload.networks) : undefined;
	const rules = 'rules' in payload ? text(payload.rules) : undefined;
	return networks === undefined || rules === undefined ? undefined : { networks, rules };
}
