import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '$lib/text';
import { diffOf, mendsOf, namingRules, sourceText, type NamedRanges } from '$lib/shift';
import { read } from '$lib/iptables';

function say({ test, coverage, adapters, together }: NamedRanges): string {
	const all = coverage.filter((each) => each === 'all').length;
	const some = coverage.filter((each) => each === 'some').length;
	const not = test.inverted ? 'not ' : '';
	const beside = together && adapters.length < 20 ? ', all of them with the rules beside it' : '';
	return `  ${not}${test.option}: ${all} ranges whole, ${some} in part, ${adapters.length} of 20 adapters${beside}`;
}

/** What the page says of the rules that name the range, and the mends as diffs. */
function report(text: string): string {
	const reading = read(text);
	const ruleSet = reading.ruleSets.ipv4;
	const rules = namingRules(ruleSet);
	return rules
		.flatMap((naming) => [
			`line ${naming.origin.line}, ${naming.table} ${naming.chain} ${naming.number}${naming.owner ? `, ${naming.owner.name}'s` : ''}: ${naming.text}`,
			...naming.named.flatMap((named) => [
				say(named),
				...mendsOf(sourceText(text), reading.kind, ruleSet, naming, named).flatMap((mend) => {
					const { line, removed, added } = diffOf(text, mend.edit);
					return [
						`  ${mend.id}, at line ${line}:`,
						...removed.map((each) => `    - ${each}`),
						...added.map((each) => `    + ${each}`)
					];
				})
			])
		])
		.join('\n');
}

const [, ...cases] = readFileSync('tests/cases/cgnat/rules/mends.txt', 'utf8').split(/^=== /m);

/** Title, text and expectation of a case. */
function parts(each: string): readonly [string, string, string] {
	const title = each.slice(0, each.indexOf('\n'));
	const [text = '', expected = ''] = each.slice(title.length + 1).split(/^==>\n/m);
	return [title, text, expected.trim()];
}

describe('rules that name the range', () => {
	it.each(cases.map(parts))('%s', (_, text, expected) => {
		expect(report(text)).toBe(expected);
	});
});

describe('a mend', () => {
	it.each(cases.map(parts))(
		'is read without more complaint, and holds everywhere: %s',
		(_, text) => {
			const reading = read(text);
			const ruleSet = reading.ruleSets.ipv4;
			for (const naming of namingRules(ruleSet)) {
				for (const named of naming.named) {
					for (const mend of mendsOf(sourceText(text), reading.kind, ruleSet, naming, named)) {
						const after = read(applyEdits(text, [mend.edit]));
						expect(after.problems.length).toBeLessThanOrEqual(reading.problems.length);
						const again = namingRules(after.ruleSets.ipv4)
							.filter(({ origin }) => origin.line === naming.origin.line)
							.filter(({ chain }) => chain === naming.chain)
							.flatMap((each) => each.named)
							.filter(({ test }) => test.side === named.test.side)
							.filter(
								({ test }) => test.option.includes('range') || test.option === named.test.option
							);
						for (const { adapters, together, test } of again)
							expect(test.inverted ? adapters.length === 0 : together).toBe(true);
					}
				}
			}
		}
	);
	it('keeps the line ends of Windows', () => {
		const text =
			'*filter\r\n:INPUT ACCEPT [0:0]\r\n-A INPUT -d 100.64.0.1/32 -j ACCEPT\r\nCOMMIT\r\n';
		const { ruleSets, kind } = read(text);
		const [naming] = namingRules(ruleSets.ipv4);
		const [named] = naming?.named ?? [];
		const [mend] =
			naming && named ? mendsOf(sourceText(text), kind, ruleSets.ipv4, naming, named) : [];
		expect(mend && applyEdits(text, [mend.edit])).toBe(
			'*filter\r\n:INPUT ACCEPT [0:0]\r\n-A INPUT -d 100.64.0.0/12 -j ACCEPT\r\n-A INPUT -d 100.80.0.0/14 -j ACCEPT\r\nCOMMIT\r\n'
		);
	});
});
