/**
 * The twenty ranges that Client Connector can be on, in order, as prefixes. The article gives the
 * usual one, 100.64.0.0/16; the next after a conflict, 100.65.0.0/16; and the last, 100.83.0.0/16.
 */
export const cgnatRanges: readonly string[] = Array.from(
	{ length: 20 },
	(_, index) => `100.${64 + index}.0.0/16`
);

/** Exactly the twenty ranges, in two prefixes: the first sixteen, and the last four. */
export const cgnatCover: readonly string[] = ['100.64.0.0/12', '100.80.0.0/14'];
