import type { Complaint, ReadResult } from '../../extension';
import type { Value } from '../../values';

/** A value that was read. */
export function good<V extends Value>(value: V): ReadResult<V> {
	return { ok: true, value };
}

/** A refusal, in a form that any option type may return. */
export function bad(
	code: string,
	message: string,
	help: string
): { readonly ok: false; readonly complaint: Complaint } {
	return { ok: false, complaint: { code, message, help } };
}
