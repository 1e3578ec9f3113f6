import { tableNames, type Backend, type Family, type TableName } from '$lib/iptables';

/** The expected result for a rule: loaded and saved as given, loaded and saved differently, or
 * refused. */
export type Expectation =
	| { readonly kind: 'saved'; readonly as: string }
	| { readonly kind: 'not-saved'; readonly as: string }
	| { readonly kind: 'refused' };

/** One line of a test file. */
export interface Case {
	/** Counted from 1. */
	readonly line: number;
	readonly table: TableName;
	readonly chains: readonly string[];
	readonly rule: string;
	readonly expected: Readonly<Record<Backend, Expectation>>;
}

/** `libip6t_*` is for IPv6, `libxt_*` for both, everything else for IPv4. */
export function familiesOf(name: string): readonly Family[] {
	if (name.startsWith('libip6t_')) return ['ipv6'];
	return name.startsWith('libxt_') ? ['ipv4', 'ipv6'] : ['ipv4'];
}

function expectation(result: string, saved: string, rule: string): Expectation {
	const as = saved === '=' ? rule : saved;
	if (result === 'FAIL') return { kind: 'refused' };
	return { kind: result === 'NOMATCH' ? 'not-saved' : 'saved', as };
}

/** The other back end's result if the file does not give it. */
function inverse(expected: Expectation, as: string): Expectation {
	switch (expected.kind) {
		case 'saved':
			return { kind: 'refused' };
		case 'not-saved':
		case 'refused':
			return { kind: 'saved', as };
	}
}

function expectations(fields: readonly string[], rule: string): Case['expected'] {
	const [, saved = '', result = '', only, other] = fields;
	const own = expectation(result, saved, rule);
	const backend = only === 'LEGACY' ? 'legacy' : only === 'NFT' ? 'nft' : undefined;
	if (!backend) return { legacy: own, nft: own };
	const as = saved === '=' || saved === '' ? rule : saved;
	const otherwise =
		other === undefined || other === ''
			? inverse(own, as)
			: other === 'FAIL' || other === 'OK' || other === 'NOMATCH'
				? expectation(other, saved === '' ? '=' : saved, rule)
				: expectation('OK', other, rule);
	return backend === 'legacy' ? { legacy: own, nft: otherwise } : { legacy: otherwise, nft: own };
}

/** The cases of a file; `#`, `@` and `%` lines are skipped. */
export function readCases(text: string): readonly Case[] {
	const cases: Case[] = [];
	let chains: readonly string[] = [];
	let table: TableName = 'filter';
	for (const [index, raw] of text.split('\n').entries()) {
		const line = raw.trim();
		if (line === '' || /^[#@%]/.test(line)) continue;
		if (line.startsWith(':')) {
			chains = line.slice(1).split(',');
			continue;
		}
		if (line.startsWith('*')) {
			table = tableNames.find((name) => name === line.slice(1)) ?? table;
			continue;
		}
		const fields = line.split(';').map((field) => field.trim());
		const [rule = ''] = fields;
		cases.push({ line: index + 1, table, chains, rule, expected: expectations(fields, rule) });
	}
	return cases;
}
