import { expect, test } from 'vitest';
import { colourLine } from '../../../src/routes/simulate/colour-line';

function coloured(line: string): string[] {
	return colourLine(line).map(({ from, to, colour }) => `${line.slice(from, to)} ${colour}`);
}

test('a command shows its chain, options and target', () => {
	expect(coloured('sudo iptables -t nat -A PREROUTING -p tcp --dport 22 -j DNAT # why')).toEqual([
		'sudo command',
		'iptables command',
		'-t option',
		'nat table',
		'-A option',
		'PREROUTING chain',
		'-p option',
		'--dport option',
		'-j option',
		'DNAT target',
		'# why comment'
	]);
});

test('a dump shows tables, chains and counters', () => {
	expect(coloured('*filter')).toEqual(['*filter table']);
	expect(coloured(':INPUT ACCEPT [0:0]')).toEqual([':INPUT chain', '[0:0] command']);
	expect(coloured('-A INPUT -m comment --comment "a # b" -j ACCEPT')).toContain('"a # b" string');
});

test('quotes without an end and lines of junk are taken as they are', () => {
	expect(coloured('echo "open')).toEqual(['"open string']);
	expect(coloured('\u0000 <script> ; $( `')).toEqual(expect.any(Array));
	expect(colourLine('x'.repeat(100_000))).toEqual([]);
});
