import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	escapeXml,
	folderFault,
	markdownCode,
	quoteBatch,
	quoteCsv,
	quotePowerShell,
	quoteShell
} from '../../../src/lib/allowlist';

const hostile = [
	"O'Brien",
	'it’s ‘quoted’ ‚low‛',
	'$(calc)',
	'`whoami`',
	'a; rm -rf x',
	'a && b || c',
	'%TEMP%',
	'"; Remove-Item x; "',
	'a\nb',
	'-Force',
	'~root',
	'*',
	'!history',
	'ünï©ode 𝒵',
	''
];

/**
 * Reads text between single quotes like PowerShell: a single quote of any of the five kinds ends the
 * string unless another one follows; the first of the two is then kept.
 */
function readPowerShell(quoted: string): string | undefined {
	const quotes = "'‘’‚‛";
	let text = '';
	for (let at = 1; at < quoted.length; at++) {
		const char = quoted.charAt(at);
		if (!quotes.includes(char)) text += char;
		else if (at + 1 < quoted.length && quotes.includes(quoted.charAt(at + 1))) {
			text += char;
			at++;
		} else return at === quoted.length - 1 ? text : undefined;
	}
	return undefined;
}

describe('PowerShell', () => {
	it.each(hostile)('%j stays one string', (name) => {
		expect(readPowerShell(quotePowerShell(name))).toBe(name);
	});

	it('whatever the folder is named', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (name) => {
				expect(readPowerShell(quotePowerShell(name))).toBe(name);
			})
		);
	});
});

describe.skipIf(process.platform === 'win32')('a POSIX shell', () => {
	it.each(hostile)('%j stays one word', (name) => {
		expect(execFileSync('sh', ['-c', `printf %s ${quoteShell(name)}`], { encoding: 'utf8' })).toBe(
			name
		);
	});

	it('plain paths stay as they are', () => {
		expect(quoteShell('/opt/zscaler/bin/zstunnel')).toBe('/opt/zscaler/bin/zstunnel');
		expect(quoteShell('/Library/Application Support')).toBe("'/Library/Application Support'");
	});
});

it('a batch file doubles the percent sign and lets no quote through', () => {
	expect(quoteBatch('C:\\100%\\a & b')).toBe('"C:\\100%%\\a & b"');
	expect(quoteBatch('a" & calc & "b')).toBe('"a & calc & b"');
});

it('XML escapes markup', () => {
	expect(escapeXml(`<a b="c">&'`)).toBe('&lt;a b=&quot;c&quot;&gt;&amp;&apos;');
	expect(escapeXml('a\u0000b\uD800c\uFFFE')).toBe('a\uFFFDb\uFFFDc\uFFFD');
	expect(escapeXml('tab\there')).toBe('tab&#9;here');
});

it('CSV quotes what would break a field or a line', () => {
	expect(quoteCsv('plain')).toBe('plain');
	expect(quoteCsv('a,b')).toBe('"a,b"');
	expect(quoteCsv('say "a"\n')).toBe('"say ""a""\n"');
});

it('Markdown code spans hold backticks and bars', () => {
	expect(markdownCode('C:\\a')).toBe('`C:\\a`');
	expect(markdownCode('a`b')).toBe('``a`b``');
	expect(markdownCode('`a')).toBe('`` `a ``');
	expect(markdownCode('a|b')).toBe('`a\\|b`');
});

describe('a folder', () => {
	it.each(['C:\\Program Files', 'D:\\', "E:\\O'Brien & Söhne", 'c:\\$x'])(
		'%s can be one',
		(folder) => {
			expect(folderFault(folder)).toBe('');
		}
	);

	it.each([
		'Program Files',
		'/Applications',
		'C:',
		'C:\\a"b',
		'C:\\a|b',
		'C:\\a\\',
		'C:\\a ',
		'C:\\a.',
		'C:\\a\nb',
		''
	])('%j can’t', (folder) => {
		expect(folderFault(folder)).not.toBe('');
	});
});
