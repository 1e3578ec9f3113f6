import { ranges, type CgnatRange } from '$lib/cgnat';
import { kept, text, viewParam } from '$lib/state';

/** What the user has pasted as the networks in use. */
export const networksText = kept('shift.networks', '', text);

/** The range set by hand, by its second octet, as it stands in links; empty: as the walk gives it. */
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

/** Reads what a link carried; undefined for anything that this page has not put there. */
export function readShared(payload: unknown): SharedText | undefined {
	if (typeof payload !== 'object' || payload === null) return undefined;
	const networks = 'networks' in payload ? text(payload.networks) : undefined;
	const rules = 'rules' in payload ? text(payload.rules) : undefined;
	return networks === undefined || rules === undefined ? undefined : { networks, rules };
}
