import type { TextEdit } from '$lib/text';
import type { AddressTest } from './address-test';
import { isAdapter } from './all-twenty';

/**
 * - `prefixes`: the address becomes all twenty ranges
 * - `interface`: the address becomes the interface
 * - `adapters`, `same`: the address becomes the same one in each of the twenty ranges
 * - `except`: of what the rule blocks, traffic of the adapter or within the host passes
 */
export type FixId = 'prefixes' | 'interface' | 'adapters' | 'same' | 'except';

/** A fix that may turn out to be impossible in the text as it is. */
export type Candidate = {
	readonly id: FixId;
	readonly title: string;
	readonly edit: TextEdit | undefined;
};

/** The fixes other than the one for all twenty ranges. */
export function narrower(
	test: AddressTest,
	byInterface: TextEdit | undefined,
	same: TextEdit | undefined
): readonly Candidate[] {
	return [
		{ id: 'interface', title: 'For the interface', edit: byInterface },
		{
			...(isAdapter(test)
				? { id: 'adapters', title: 'For the twenty adapter addresses' }
				: { id: 'same', title: 'For the same addresses in each' }),
			edit: same
		}
	];
}
