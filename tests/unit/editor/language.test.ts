import { describe, expect, test } from 'vitest';
import { referenceOf } from '../../../src/lib/iptables';
import { applyEdits } from '../../../src/lib/text';
import { Simulation } from '../../../src/routes/simulate/worker/simulation';

const script = `iptables -N web
iptables -A INPUT -p tcp --dport 443 -j web
iptables -A web -j ACCEPT
iptables -t nat -N web
`;

function reading(text: string): Simulation {
	const simulation = new Simulation();
	simulation.open(text, { input: 'auto', family: 'ipv4', backend: 'nft' }, 1);
	return simulation;
}

function suggested(line: string, asked = false): string[] {
	const simulation = reading(`iptables -N web\n${line}`);
	const found = simulation.suggest({ line: 2, column: line.length }, asked);
	return found?.options.map(({ label }) => label) ?? [];
}

describe('completion', () => {
	test('options are those of the matches in the command', () => {
		expect(suggested('iptables -A INPUT -p tcp --')).toContain('--dport');
		expect(suggested('iptables -A INPUT --')).not.toContain('--dport');
		expect(suggested('iptables -A INPUT -m conntrack --ct')).toContain('--ctstate');
	});

	test('values follow their option', () => {
		expect(suggested('iptables -t n')).toContain('nat');
		expect(suggested('iptables -A I')).toEqual(expect.arrayContaining(['INPUT', 'web']));
		expect(suggested('iptables -A INPUT -j w')).toEqual(expect.arrayContaining(['web', 'DROP']));
		expect(suggested('iptables -A INPUT -m conntrack --ctstate EST')).toContain('ESTABLISHED');
		expect(suggested('iptables -A INPUT -p tcp --dport ss')).toContain('ssh');
	});

	test('nothing is suggested in a comment, and all options on request', () => {
		expect(suggested('# iptables -')).toEqual([]);
		expect(suggested('iptables -A INPUT ', true)).toContain('-s');
	});
});

describe('hover', () => {
	test('an option says what it means, and the rule what it does', () => {
		const lines = reading(script).explain({ line: 2, column: 26 })?.lines ?? [];
		expect(lines[0]).toMatch(/port/i);
		expect(lines[1]).toMatch(/Sends TCP packets to port 443 to the chain web/);
	});

	test('there is nothing to say of an empty line', () => {
		expect(reading(script).explain({ line: 5, column: 0 })).toBeUndefined();
	});
});

describe('the line at the cursor', () => {
	test('the word and the rule are explained, also after the last letter', () => {
		const simulation = reading(script);
		const rule = [
			'Sends TCP packets to port 443 to the chain web, and on from here if that does not decide.'
		];
		expect(simulation.explainLine({ line: 2, column: 26 })).toMatchObject({
			word: { title: 'tcp: --dport port[:port]' },
			sentences: rule
		});
		const end = script.split('\n')[1]?.length ?? 0;
		expect(simulation.explainLine({ line: 2, column: end }).word?.title).toBe('web');
		expect(simulation.explainLine({ line: 2, column: 0 }).sentences).toEqual(rule);
	});

	test('a command that makes no rule says what it does', () => {
		const { sentences } = reading(script).explainLine({ line: 1, column: 0 });
		expect(sentences).toEqual(['Makes a chain.']);
	});

	test('a comment and an empty line say nothing', () => {
		expect(reading('# iptables -F').explainLine({ line: 1, column: 3 })).toEqual({ sentences: [] });
		expect(reading(script).explainLine({ line: 5, column: 0 })).toEqual({ sentences: [] });
	});
});

describe('the list of options', () => {
	test.each(['ipv4', 'ipv6'] as const)(
		'%s: each entry stands once, each option says something',
		(family) => {
			const entries = referenceOf(family);
			const names = entries.map(({ name }) => name);
			expect(new Set(names).size).toBe(names.length);
			for (const { name, summary, options } of entries) {
				if (name.startsWith('-')) expect(summary, name).not.toBe('');
				for (const option of options) expect(option.summary, option.names).not.toBe('');
			}
		}
	);

	test('it says where an extension is accepted, and what stays unknown about it', () => {
		const entries = referenceOf('ipv4');
		const notes = (name: string) => entries.find((entry) => entry.name === name)?.notes;
		expect(notes('-j DNAT')).toEqual([
			'Only in the nat table.',
			'Only from PREROUTING and OUTPUT.'
		]);
		expect(notes('-m time')).toEqual([
			'The outcome is unknown: the time at which the packet arrives is not given.'
		]);
		expect(entries.some(({ name }) => name === '-m icmp6')).toBe(false);
	});
});

describe('chains', () => {
	test('a jump leads to the definition of the chain', () => {
		const use = reading(script).nameAt({ line: 2, column: 41 });
		expect(use?.definition).toEqual({ line: 1, column: 12, end: 15 });
		expect(use?.uses).toHaveLength(3);
	});

	test('renaming takes every place in the same table, and no other', () => {
		const renaming = reading(script).rename({ line: 3, column: 12 }, 'https');
		expect(renaming.ok).toBe(true);
		expect(renaming.ok && applyEdits(script, renaming.edits)).toBe(`iptables -N https
iptables -A INPUT -p tcp --dport 443 -j https
iptables -A https -j ACCEPT
iptables -t nat -N web
`);
	});

	test('the tables of a dump are kept separate', () => {
		const dump = '*nat\n:x - [0:0]\n-A x -j x\nCOMMIT\n*filter\n:x - [0:0]\nCOMMIT\n';
		const renaming = reading(dump).rename({ line: 2, column: 1 }, 'y');
		expect(renaming.ok && applyEdits(dump, renaming.edits)).toBe(
			'*nat\n:y - [0:0]\n-A y -j y\nCOMMIT\n*filter\n:x - [0:0]\nCOMMIT\n'
		);
	});

	test.each([
		['INPUT', /INPUT/],
		['a b', /no spaces/],
		['-x', /at its start/],
		['x'.repeat(29), /28 characters/]
	])('a chain is not renamed to %s', (name, message) => {
		const renaming = reading(script).rename({ line: 1, column: 12 }, name);
		expect(renaming.ok ? '' : renaming.message).toMatch(message);
	});

	test('a built-in chain has a fixed name', () => {
		expect(reading(script).nameAt({ line: 2, column: 13 })?.fixed).toMatch(/built-in/);
	});
});
