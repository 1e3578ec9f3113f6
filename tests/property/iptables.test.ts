import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	apply,
	colourLine,
	explainAt,
	explainRule,
	noRules,
	printSave,
	read,
	RuleDocument,
	suggestAt,
	warnings,
	type Rule,
	type RuleSet
} from '$lib/iptables';

const commands = readFileSync('tests/cases/iptables/commands.txt', 'utf8')
	.split('\n')
	.filter((line) => /^ip6?tables /.test(line));

/** Words of rules, valid and invalid. */
const words = [
	...new Set(commands.flatMap((line) => line.split(' '))),
	...[
		'-m',
		'!',
		'--ctstate',
		'NEW',
		'"',
		"'",
		'\\',
		'$X',
		'${X:-1}',
		'$(',
		'`',
		'&&',
		'||',
		';',
		'|'
	],
	...['for', 'x', 'in', 'do', 'done', 'if', 'fi', '{', '}', '(', ')', '#', '<<E', 'E', '=', 'X=1'],
	...[
		'*filter',
		':INPUT',
		'DROP',
		'[0:0]',
		'COMMIT',
		'create',
		'add',
		'hash:ip',
		'Chain',
		'-S',
		'\t'
	]
];

const soup = fc
	.array(fc.array(fc.constantFrom(...words), { maxLength: 12 }), { maxLength: 12 })
	.map((lines) => lines.map((line) => line.join(' ')).join('\n'));
const noise = fc.string({ unit: 'binary', maxLength: 300 });
const mutated = fc
	.tuple(
		fc.array(fc.constantFrom(...commands), { maxLength: 8 }),
		fc.nat(),
		fc.string({ maxLength: 4 })
	)
	.map(([lines, at, insert]) => {
		const text = lines.join('\n');
		const place = text.length === 0 ? 0 : at % text.length;
		return text.slice(0, place) + insert + text.slice(place + (at % 3));
	});
const anyText = fc.oneof(soup, noise, mutated);
const anyKind = fc.constantFrom('script', 'save', 'rules', 'listing', undefined);
const anyBackend = fc.constantFrom('legacy', 'nft');

function withoutPlaces(ruleSet: RuleSet) {
	const place = { line: 0, column: 0, endColumn: 0 };
	const rule = (each: Rule): Rule => ({ ...each, origin: place });
	return {
		...ruleSet,
		tables: ruleSet.tables.map((table) => ({
			...table,
			chains: table.chains.map(({ name, policy, counters, rules }) => ({
				name,
				policy,
				counters,
				rules: rules.map(rule)
			}))
		}))
	};
}

/** The tables of a dump by name: loading a dump reverses their order in legacy. */
function tablesOf(dump: string): readonly string[] {
	return dump.split(/^(?=\*)/m).sort();
}

describe('any text at all', () => {
	it('is read without an exception, and so is everything asked of it', () => {
		fc.assert(
			fc.property(anyText, anyKind, anyBackend, (text, kind, backend) => {
				const reading = read(text, { backend, ...(kind && { kind }) });
				const { ipv4, ipv6 } = reading.ruleSets;
				for (const { family, tables } of [ipv4, ipv6]) {
					for (const { chains } of tables) {
						for (const { rules } of chains) {
							for (const rule of rules) expect(explainRule(rule, { family, backend })).not.toBe('');
						}
					}
				}
				warnings(reading);
				apply(noRules(backend), text, kind ? { kind } : {});
				const document = new RuleDocument(text, kind);
				for (const [index, line] of text.split('\n').slice(0, 5).entries()) {
					colourLine(line);
					const at = { line: index + 1, column: Math.floor(line.length / 2) };
					explainAt(document, at);
					suggestAt(document, at, true);
				}
			}),
			{ numRuns: 600 }
		);
	});

	it('has its problems within the text', () => {
		fc.assert(
			fc.property(anyText, anyKind, (text, kind) => {
				const lines = text.split('\n');
				for (const { span, message } of read(text, kind ? { kind } : {}).problems) {
					expect(message).not.toBe('');
					expect(span.line).toBeGreaterThanOrEqual(1);
					expect(span.line).toBeLessThanOrEqual(lines.length);
					expect(span.column).toBeGreaterThanOrEqual(1);
				}
			}),
			{ numRuns: 400 }
		);
	});
});

describe('a rule set', () => {
	const valid = fc.array(fc.constantFrom(...commands), { minLength: 1, maxLength: 30 });

	it('printed and read is the same again', () => {
		fc.assert(
			fc.property(valid, anyBackend, fc.boolean(), (lines, backend, counters) => {
				const { ruleSets } = apply(noRules(backend), lines.join('\n'), { kind: 'script' });
				for (const family of ['ipv4', 'ipv6'] as const) {
					const printed = printSave(ruleSets[family], { counters });
					const again = read(printed, { backend, family, kind: 'save' });
					expect(again.problems).toEqual([]);
					expect(tablesOf(printSave(again.ruleSets[family], { counters }))).toEqual(
						tablesOf(printed)
					);
					if (!counters || printed === '') continue;
					// No dump contains a built-in chain that -E has renamed.
					const byName = (set: RuleSet) =>
						withoutPlaces(set)
							.tables.map(({ name, chains }) => ({ name, chains }))
							.sort((a, b) => (a.name < b.name ? -1 : 1));
					expect(byName(again.ruleSets[family])).toEqual(byName(ruleSets[family]));
				}
			}),
			{ numRuns: 200 }
		);
	});

	it('of an edited dump is what reading it as a whole gives', () => {
		const dumps = fc.tuple(valid, valid).map(([before, after]) => {
			const save = (lines: readonly string[]) =>
				printSave(apply(noRules('nft'), lines.join('\n'), { kind: 'script' }).ruleSets.ipv4);
			return [save(before), save(after)] as const;
		});
		const edit = fc.tuple(
			fc.nat(),
			fc.nat(),
			fc.constantFrom('', '-A INPUT -j DROP', '-A x', '# y')
		);
		fc.assert(
			fc.property(dumps, edit, ([text, other], [at, remove, insert]) => {
				const lines = text.split('\n');
				lines.splice(at % lines.length, remove % 3, insert);
				const edited = [lines.join('\n'), other, text];
				let reading = read(text, { kind: 'save' });
				for (const next of edited) {
					reading = read(next, { kind: 'save' }, reading);
					const whole = read(next, { kind: 'save' });
					expect(reading.problems).toEqual(whole.problems);
					expect(reading.ruleSets).toEqual(whole.ruleSets);
				}
			}),
			{ numRuns: 200 }
		);
	});

	it('of a dump edited many times is what reading it as a whole gives', () => {
		const start = [
			'*filter',
			':INPUT DROP [0:0]',
			':FORWARD ACCEPT [0:0]',
			':OUTPUT ACCEPT [0:0]',
			':a - [0:0]',
			':b - [0:0]',
			'-A INPUT -i lo -j ACCEPT',
			'-A INPUT -j a',
			'-A a -s 10.0.0.1/32 -j b',
			'-A a -s 10.0.0.2/32 -j DROP',
			'-A b -p tcp -m tcp --dport 22 -j ACCEPT',
			'',
			'-A b -p udp -j REJECT',
			'COMMIT',
			'*nat',
			':PREROUTING ACCEPT [0:0]',
			':a - [0:0]',
			'-A PREROUTING -p tcp -j a',
			'-A a -d 10.0.0.1/32 -j ACCEPT',
			'COMMIT'
		];
		const line = fc.constantFrom(
			...start,
			...[
				'# a comment',
				'-A a -j NOSUCH',
				'-A c -j DROP',
				'-A a -s 10.0.0.3/32 -m mac',
				':c - [0:0]'
			],
			...[
				'-A b -m owner --uid-owner 5 -j DROP',
				'-A INPUT -j DROP',
				'-A a -s 1.1.1.1,2.2.2.2 -j DROP'
			],
			...[
				'[5:6] -A a -s 10.0.0.4/32',
				'*mangle',
				'# Generated by ip6tables-save v1.8.9',
				':a - [0:0]'
			]
		);
		const edit = fc.record({
			at: fc.nat(),
			remove: fc.nat({ max: 2 }),
			insert: fc.array(line, { maxLength: 2 }),
			end: fc.constantFrom('', '\n')
		});
		const edits = fc.array(edit, { minLength: 1, maxLength: 8 });
		fc.assert(
			fc.property(edits, anyBackend, (all, backend) => {
				let lines = start;
				let reading = read(lines.join('\n'), { kind: 'save', backend });
				for (const { at, remove, insert, end } of all) {
					lines = lines.toSpliced(at % (lines.length + 1), remove, ...insert);
					const text = lines.join('\n') + end;
					reading = read(text, { kind: 'save', backend }, reading);
					const whole = read(text, { kind: 'save', backend });
					expect(reading.problems).toEqual(whole.problems);
					expect(reading.ruleSets).toEqual(whole.ruleSets);
					expect(warnings(reading)).toEqual(warnings(whole));
				}
			}),
			{ numRuns: 300 }
		);
	});

	it('is the same by the fast path for dumps and by the full one', () => {
		fc.assert(
			fc.property(valid, anyBackend, (lines, backend) => {
				const { ruleSets } = apply(noRules(backend), lines.join('\n'), { kind: 'script' });
				const text = printSave(ruleSets.ipv4);
				// Two blanks prevent the fast path for a line.
				const wide = text.replace(/^-A /gm, '-A  ');
				const [short, full] = [text, wide].map((each) => read(each, { backend, kind: 'save' }));
				expect(short?.problems).toEqual([]);
				expect(full && withoutPlaces(full.ruleSets.ipv4)).toEqual(
					short && withoutPlaces(short.ruleSets.ipv4)
				);
			}),
			{ numRuns: 200 }
		);
	});
});
