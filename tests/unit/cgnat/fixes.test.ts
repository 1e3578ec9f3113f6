import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '$lib/text';
import { fixesOf, namingRules, shifts, sourceText } from '$lib/shift';
import { read } from '$lib/iptables';
import { report } from './report-fixes';

const [, ...cases] = readFileSync('tests/cases/cgnat/rules/fixes.txt', 'utf8').split(/^=== /m);

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

describe('a fix', () => {
	it.each(cases.map(parts))(
		'is read without more complaint, and holds everywhere: %s',
		(_, text) => {
			const reading = read(text);
			const ruleSet = reading.ruleSets.ipv4;
			for (const naming of namingRules(ruleSet, reading.ipsets)) {
				for (const named of naming.named) {
					for (const fix of fixesOf(sourceText(text), reading.kind, ruleSet, naming, named)) {
						const after = read(applyEdits(text, [fix.edit]));
						// The address may have been the only indication of the family.
						const complaints = after.problems.filter(({ code }) => code !== 'family-not-told');
						expect(complaints.length).toBeLessThanOrEqual(reading.problems.length);
						const lines = fix.edit.insert.split('\n').length;
						const again = namingRules(after.ruleSets.ipv4, after.ipsets)
							.filter(({ chain }) => chain === naming.chain)
							.filter(({ origin: { line } }) => {
								const { line: first } = naming.origin;
								return line >= first && line < first + lines;
							})
							.flatMap((each) => each.named)
							.filter(({ test }) => test.side === named.test.side);
						for (const each of again) expect(shifts(each)).toBe(false);
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
		const [fix] =
			naming && named ? fixesOf(sourceText(text), kind, ruleSets.ipv4, naming, named) : [];
		expect(fix && applyEdits(text, [fix.edit])).toBe(
			'*filter\r\n:INPUT ACCEPT [0:0]\r\n-A INPUT -d 100.64.0.0/12 -j ACCEPT\r\n-A INPUT -d 100.80.0.0/14 -j ACCEPT\r\nCOMMIT\r\n'
		);
	});
});
