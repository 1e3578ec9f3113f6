import { describe, expect, it } from 'vitest';
import {
	chainNameAt,
	colourLine,
	explainAt,
	renameChain,
	RuleDocument,
	suggestAt
} from '$lib/iptables';

const script = `iptables -N web
iptables -A INPUT -p tcp --dport 80 -j web
iptables -A web -m conntrack --ctstate NEW -j ACCEPT
ip6tables -N web
iptables -t nat -N web
`;

/** The place right after the first `word` on a line. */
function behind(text: string, line: number, word: string) {
	const content = text.split('\n')[line - 1] ?? '';
	return { line, column: content.indexOf(word) + word.length };
}

describe('colours', () => {
	it('names each part of a command', () => {
		const line = 'sudo iptables -A INPUT -p tcp --dport "80" ! -s $NET -j DROP # x';
		const parts = colourLine(line).map(
			({ from, to, colour }) => `${line.slice(from, to)} ${colour}`
		);
		expect(parts).toEqual([
			'sudo keyword',
			'iptables command',
			'-A option',
			'INPUT chain',
			'-p option',
			'tcp value',
			'--dport option',
			'"80" string',
			'! option',
			'-s option',
			'$NET variable',
			'-j option',
			'DROP target',
			'# x comment'
		]);
	});
	it('knows the lines of a dump', () => {
		const colours = [':INPUT DROP [0:0]', '*nat', 'COMMIT', '-A INPUT --nonsense'].map((line) =>
			colourLine(line).map(({ colour }) => colour)
		);
		expect(colours).toEqual([
			['chain', 'target', 'value'],
			['table'],
			['keyword'],
			['option', 'chain', 'wrong']
		]);
	});
});

describe('hover', () => {
	it('says what the option means, and the whole rule in a sentence', () => {
		const said = explainAt(new RuleDocument(script), { line: 2, column: 30 });
		expect(said?.title).toContain('--dport');
		expect(said?.lines.at(-1)).toBe(
			'Sends TCP packets to port 80 to the chain web, and on from here if that does not decide.'
		);
	});
	it('says nothing between words', () => {
		expect(explainAt(new RuleDocument('iptables  -F'), { line: 1, column: 9 })).toBeUndefined();
	});
});

describe('completion', () => {
	const suggest = (text: string) =>
		suggestAt(new RuleDocument(text), { line: 1, column: text.length }, true);
	const labels = (text: string) => suggest(text)?.options.map(({ label }) => label) ?? [];

	it('offers targets and chains of the family after -j', () => {
		expect(labels('iptables -A INPUT -j ')).toEqual(expect.arrayContaining(['ACCEPT', 'REJECT']));
		expect(labels('iptables -A INPUT -j ')).not.toContain('HL');
	});
	it('offers the options of the matches that are loaded', () => {
		expect(labels('iptables -A INPUT -m conntrack --ct')).toContain('--ctstate');
		expect(labels('iptables -A INPUT -p tcp --d')).toContain('--dport');
		expect(labels('iptables -A INPUT --d')).not.toContain('--dport');
	});
	it('offers the values of an option, also within a list', () => {
		expect(suggest('iptables -A INPUT -m conntrack --ctstate NEW,EST')).toMatchObject({ from: 45 });
		expect(labels('iptables -A INPUT -m conntrack --ctstate NEW,EST')).toContain('ESTABLISHED');
	});
	it('offers tables and protocols', () => {
		expect(labels('iptables -t ')).toContain('mangle');
		expect(labels('iptables -A INPUT -p ')).toContain('udp');
	});
});

describe('chains', () => {
	it('are found where they are created and used, by table and family', () => {
		const use = chainNameAt(new RuleDocument(script), behind(script, 2, '-j web'));
		expect(use?.definition).toEqual({ line: 1, column: 12, end: 15 });
		expect(use?.uses.map(({ line }) => line)).toEqual([1, 2, 3]);
	});
	it('are renamed everywhere, and nowhere else', () => {
		const renaming = renameChain(new RuleDocument(script), behind(script, 3, '-A web'), 'http');
		expect(renaming).toEqual({
			ok: true,
			edits: [
				{ at: { line: 1, column: 12, end: 15 }, text: 'http' },
				{ at: { line: 2, column: 39, end: 42 }, text: 'http' },
				{ at: { line: 3, column: 12, end: 15 }, text: 'http' }
			]
		});
	});
	it.each([
		['INPUT', 'built-in'],
		['ACCEPT', 'target'],
		['-x', '28 characters'],
		['web', 'already']
	])('can not be renamed to %s', (name, why) => {
		const document = new RuleDocument(script);
		const at = name === 'INPUT' ? behind(script, 2, '-A INPUT') : behind(script, 2, '-j web');
		const renaming = renameChain(document, at, name);
		expect(renaming.ok ? '' : renaming.message).toContain(why);
	});
	it('are found in dumps', () => {
		const dump = '*filter\n:a - [0:0]\n-A INPUT -j a\nCOMMIT\n*nat\n:a - [0:0]\nCOMMIT\n';
		const use = chainNameAt(new RuleDocument(dump), { line: 3, column: 13 });
		expect(use?.uses.map(({ line }) => line)).toEqual([2, 3]);
	});
});
