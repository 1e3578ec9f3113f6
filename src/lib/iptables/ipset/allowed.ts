/** Whether an element may name more than one address or port.
 * Source: check_allowed, https://git.netfilter.org/ipset/tree/lib/ipset.c, and its `full` of each type */
import type { WrittenPart } from './element';
import type { ElementVerb } from './expand';
import { refusal, type SetRefusal } from './refusal';
import type { SetType } from './types';

/** Types whose test accepts a range of addresses and tests the first. */
const rangesInTests: ReadonlySet<string> = new Set(['hash:ip', 'hash:ip,mark']);

function isAllowed({ name, parts }: SetType, verb: ElementVerb, part: WrittenPart, place: number) {
	if (part.kind === 'port') return verb !== 'test' || part.to === undefined;
	if (part.kind !== 'address') return true;
	const kind = parts[place];
	if (part.to === undefined && part.length === undefined) return true;
	if (kind === 'single ip' || name === 'hash:ip,mac') return false;
	if (verb !== 'test' || rangesInTests.has(name)) return true;
	return kind === 'net' && (part.to === undefined || place > 0);
}

export function rangeRefusal(
	type: SetType,
	verb: ElementVerb,
	parts: readonly WrittenPart[]
): SetRefusal | undefined {
	const place = parts.findIndex((part, index) => !isAllowed(type, verb, part, index));
	if (place < 0) return undefined;
	const what = parts[place]?.kind === 'port' ? 'port' : 'address';
	return refusal(
		'set-one-only',
		`In ${verb}, an element of ${type.name} names one ${what} here, without range or prefix length.`,
		`Write a single ${what}.`
	);
}
