import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apply, noRules, printSave, read, stateAfter } from '$lib/iptables';

describe('texts are read as what they are', () => {
	const cases = readFileSync('tests/cases/iptables/inputs.txt', 'utf8')
		.split(/^### /m)
		.slice(1)
		.map((block) => {
			const [head = '', result = ''] = block.split(/^==> /m);
			const [title = '', ...lines] = head.split('\n');
			return [title, lines.join('\n').trim(), result.trim()] as const;
		});
	const report = (text: string): string => {
		const { kind, problems, ruleSets } = read(text);
		const reported = problems.map(({ code, span }) => `${code} ${span.line}`);
		const saved = printSave(ruleSets.ipv4) + printSave(ruleSets.ipv6);
		return [kind, ...reported, saved].join('\n').trim();
	};
	it.each(cases)('%s', (_, text, expected) => {
		expect(report(text)).toBe(expected);
	});
	it.each(cases)('%s, with CRLF', (_, text, expected) => {
		const lines = report(text.replaceAll('\n', '\r\n')).split('\n');
		const said = lines.filter((line) => line.startsWith('windows-line-ends '));
		// No program reads listings and rule lists back.
		expect(said).toHaveLength(/^(script|save)$/.test(lines[0] ?? '') ? 1 : 0);
		expect(lines.filter((line) => !said.includes(line)).join('\n')).toBe(expected);
	});
});

describe('ipset save beside the rules', () => {
	const sets =
		'create bad hash:net family inet hashsize 1024\nadd bad 192.0.2.0/24\nadd bad 192.0.2.7 nomatch\n';
	it.each([
		['script', 'iptables -A INPUT -i lo -j ACCEPT\n'],
		['save', '*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n'],
		['rules', '-P INPUT ACCEPT\n']
	])('%s', (kind, rules) => {
		const reading = read(sets + rules);
		expect(reading.kind).toBe(kind);
		expect(reading.problems).toEqual([]);
		expect(reading.ipsets).toMatchObject([
			{
				name: 'bad',
				type: 'hash:net',
				family: 'ipv4',
				entries: [
					{ element: '192.0.2.0/24', noMatch: false },
					{ element: '192.0.2.7', noMatch: true }
				]
			}
		]);
	});
});

describe('problems point at what is wrong', () => {
	it.each([
		['iptables -A INPUT -p tcp --dport 70000', '70000'],
		['iptables -A INPUT -j NOSUCH', 'NOSUCH'],
		['iptables -A INPUT -s 1.2.3.4/33', '1.2.3.4/33'],
		['iptables -A INPUT -m nosuch', 'nosuch'],
		['iptables -A INPUT --nosuch 5', '--nosuch'],
		['sudo iptables -A INPUT x', 'x']
	])('%s', (line, part) => {
		const [problem] = read(line).problems;
		const { column = 0, endColumn = 0 } = problem?.span ?? {};
		expect(line.slice(column - 1, endColumn - 1)).toContain(part);
		expect(problem?.message).not.toBe('');
	});
	it('in a dump as well, after counters', () => {
		const line = '[1:2] -A INPUT -p tcp -j NOSUCH';
		const [problem] = read(`*filter\n${line}\nCOMMIT\n`).problems;
		expect(problem?.span).toEqual({ line: 2, column: 26, endColumn: 32 });
	});
});

describe('stepping and continuing', () => {
	it('gives the rule sets after each command', () => {
		const reading = read('iptables -A INPUT -i lo -j ACCEPT\niptables -P INPUT DROP\niptables -F');
		const counts = [0, 1, 2, 3].map((n) => {
			const input = stateAfter(reading, n).ipv4.tables[0]?.chains[0];
			return [input?.policy, input?.rules.length];
		});
		expect(counts).toEqual([
			[undefined, undefined],
			['ACCEPT', 1],
			['DROP', 1],
			['DROP', 0]
		]);
	});
	it('steps through a dump, too', () => {
		const reading = read('*filter\n:INPUT DROP [0:0]\n-A INPUT -i lo -j ACCEPT\nCOMMIT\n');
		expect(reading.commands.map(({ effect }) => effect.kind)).toEqual([
			'begin-table',
			'declare-chain',
			'append',
			'commit'
		]);
		expect(stateAfter(reading, 4)).toEqual(reading.ruleSets);
	});
	it('applies further commands to a rule set', () => {
		const first = apply(noRules('nft'), 'iptables -A INPUT -j DROP').ruleSets;
		const { ruleSets, refusals } = apply(first, 'iptables -I INPUT -i lo -j ACCEPT\niptables -X x');
		expect(printSave(ruleSets.ipv4)).toContain('-A INPUT -i lo -j ACCEPT\n-A INPUT -j DROP\n');
		expect(refusals.map(({ span }) => span.line)).toEqual([2]);
		expect(printSave(first.ipv4)).not.toContain('lo');
	});
});

it('1.8.11 accepts attached values of short options', () => {
	const { ruleSets, problems } = read('iptables -AINPUT -ptcp -ilo -jACCEPT');
	expect(problems).toEqual([]);
	expect(printSave(ruleSets.ipv4)).toContain('-A INPUT -i lo -p tcp -j ACCEPT');
});
