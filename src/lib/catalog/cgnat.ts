/** Where a fact is from: the article, field reports, or arithmetic on what the article gives. */
export type Origin = 'article' | 'field' | 'derived';

export interface CgnatFact {
	readonly value: string;
	readonly meaning: string;
	readonly origin: Origin;
}

/** What is known of Client Connector's use of the carrier-grade NAT range. */
export const cgnat = {
	usual: {
		value: '100.64.0.0/16',
		meaning: 'Used for internal health checking and for the ZPA service.',
		origin: 'article'
	},
	afterConflict: {
		value: '100.65.0.0/16',
		meaning: 'Where Client Connector moves when an address in 100.64.0.0/16 conflicts.',
		origin: 'article'
	},
	last: {
		value: '100.83.0.0/16',
		meaning: 'The end of what a change can reach.',
		origin: 'article'
	},
	adapterRule: {
		value: '100.64.0.1',
		meaning: 'The address of the adapter in the hardening commands.',
		origin: 'article'
	},
	logPrefix: {
		value: '100.64',
		meaning: 'The addresses to look for in pfirewall.log.',
		origin: 'article'
	},
	lower: {
		value: '100.64.0.0/12',
		meaning: 'The first sixteen of the twenty ranges.',
		origin: 'derived'
	},
	upper: {
		value: '100.80.0.0/14',
		meaning: 'The last four of the twenty ranges.',
		origin: 'derived'
	},
	adapterName: {
		value: 'zcctun0',
		meaning: 'The name of the adapter on Linux.',
		origin: 'field'
	},
	adapterAddress: {
		value: '.0.1',
		meaning: "The adapter's address within the range in use.",
		origin: 'field'
	},
	resolverAddress: {
		value: '.0.2',
		meaning: 'A resolver seen within the range in use.',
		origin: 'field'
	},
	syntheticAddress: {
		value: '100.64.1.23',
		meaning: 'A synthetic address that a name resolved to.',
		origin: 'field'
	}
} as const satisfies Readonly<Record<string, CgnatFact>>;

/** The twenty ranges that Client Connector can be on, in order, as prefixes. */
export const cgnatRanges: readonly string[] = Array.from(
	{ length: 20 },
	(_, index) => `100.${64 + index}.0.0/16`
);

/** Exactly the twenty ranges, in two prefixes. */
export const cgnatCover: readonly string[] = [cgnat.lower.value, cgnat.upper.value];
