/** Whatever is pasted, the checks give an answer: no exception, no hang. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkList, checkProcesses, type Choice } from '../../../src/lib/allowlist';
import { usualFolders } from '../../../src/lib/catalog';

const choice: Choice = {
	versions: ['32-bit', '64-bit'],
	macos: true,
	linux: true,
	withLocations: true,
	withBypasses: true,
	folders: usualFolders
};

const piece = fc.constantFrom(
	'C:\\',
	'Zscaler',
	'*',
	'**',
	'?',
	'\\',
	'/',
	'%ProgramFiles%',
	'"',
	"'",
	',',
	'{',
	'}',
	'\n',
	'\r\n',
	'\t',
	' : ',
	'----',
	'====',
	'Rule Name:',
	'Program:',
	'ExclusionPath : ',
	'PID COMMAND',
	'Image Name',
	'ZSATunnel.exe',
	'(Allow incoming connections)',
	'1 : /',
	'Total number of apps = ',
	'Name',
	'Path',
	'\u0000',
	'é'
);

const text = fc
	.array(fc.oneof(piece, fc.string()), { maxLength: 60 })
	.map((parts) => parts.join(''));

it('a list', () => {
	fc.assert(
		fc.property(text, (pasted) => {
			const check = checkList(pasted, choice);
			expect(check.covered.length + check.missing.length).toBeGreaterThan(0);
		}),
		{ numRuns: 300 }
	);
});

it('a process list', () => {
	fc.assert(
		fc.property(text, (pasted) => {
			const check = checkProcesses(pasted, choice);
			expect(check.recognised.length).toBeLessThanOrEqual(check.count);
		}),
		{ numRuns: 300 }
	);
});

it('a pattern of nothing but stars', () => {
	const check = checkList(`C:\\${'*a'.repeat(500)}*`, choice);
	expect(check.unknown).toHaveLength(1);
});
