import { diffOf, fixesOf, namingRules, sourceText, type NamedRanges } from '$lib/shift';
import { read } from '$lib/iptables';

function say({ test, coverage, adapters, touched, even }: NamedRanges): string {
	const all = coverage.filter((each) => each === 'all').length;
	const some = coverage.filter((each) => each === 'some').length;
	const not = test.inverted ? 'not ' : '';
	const beside =
		even && touched.length > 0 && adapters.length < 20
			? ', all of them with the rules beside it'
			: '';
	return `  ${not}${test.option}: ${all} ranges whole, ${some} in part, ${adapters.length} of 20 adapters${beside}`;
}

/** What the page says about the rules that name the range, and the fixes as diffs. */
export function report(text: string): string {
	const reading = read(text);
	const ruleSet = reading.ruleSets.ipv4;
	const rules = namingRules(ruleSet, reading.ipsets);
	return rules
		.flatMap((naming) => [
			`line ${naming.origin.line}, ${naming.table} ${naming.chain} ${naming.number}${naming.owner ? `, ${naming.owner.name}'s` : ''}: ${naming.text}`,
			...naming.named.flatMap((named) => [
				say(named),
				...fixesOf(sourceText(text), reading.kind, ruleSet, naming, named).flatMap((fix) => {
					const { line, removed, added } = diffOf(sourceText(text), fix.edit);
					return [
						`  ${fix.id}, at line ${line}:`,
						...removed.map((each) => `    - ${each}`),
						...added.map((each) => `    + ${each}`)
					];
				})
			])
		])
		.join('\n');
}
