/** Lines in which iptables itself says that the kernel has more rules than it shows. */
import type { Problem } from '$lib/net';

const ofLegacy = /^# Warning: (ip6?tables-legacy) tables present/;
const ofNft = /^# Table `(\w+)' (contains incompatible base-chains|is incompatible)/;

/** The message of such a line, which begins with #; else undefined. `number` counts from 1. */
export function unshownRules(line: string, number: number): Problem | undefined {
	const program = ofLegacy.exec(line)?.[1];
	const [, table, some] = ofNft.exec(line) ?? [];
	if (program === undefined && table === undefined) return undefined;
	const what =
		program !== undefined
			? `rules of ${program} beside these`
			: some === 'is incompatible'
				? `a table ${table ?? ''} that iptables can’t show`
				: `chains in the table ${table ?? ''} that iptables does not show`;
	return {
		code: 'unshown-rules',
		severity: 'warning',
		message: `The kernel has ${what}: packets meet them too, so what is shown here may not be what happens to them.`,
		help:
			program !== undefined
				? `Look at the output of ${program}-save as well.`
				: 'nft list ruleset shows all there is.',
		span: { line: number, column: 1, endColumn: line.length + 1 }
	};
}
