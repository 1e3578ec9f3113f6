import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { entries, factKinds, marks, platforms, search, seek } from '../../../src/lib/catalog';

const cases = readFileSync('tests/cases/catalog/search.txt', 'utf8')
	.split('\n')
	.filter((line) => line.includes(' ==> ') && !line.startsWith('# '))
	.map((line) => line.split(' ==> '));

describe('search', () => {
	it.each(cases)('%s finds %s', (asked = '', answer = '') => {
		const braces = [...asked.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
		const found = search({
			text: asked.replaceAll(/\{\w+\}/g, '').trim(),
			platform: platforms.find((each) => braces.includes(each)),
			kind: factKinds.find((each) => braces.includes(each))
		}).map((entry) => entry.id);
		const expected = answer.split(' ').filter((id) => id !== '...' && id !== 'none');
		expect(answer.endsWith('...') ? found.slice(0, expected.length) : found).toEqual(expected);
	});

	it('an empty query finds everything, in the catalog’s order', () => {
		expect(search({ text: '  ' })).toEqual(entries);
	});

	it('never fails on what is typed', () => {
		for (const text of ['\\', '(', '[a', '*', '%', '\u0000', '’', '𝒵', 'a'.repeat(10000)]) {
			expect(() => search({ text })).not.toThrow();
		}
	});
});

describe('marks', () => {
	const marked = (text: string, query: string, kind: 'name' | 'path' | 'prose'): string => {
		let shown = '';
		let at = 0;
		for (const { start, end } of marks(text, seek(query), kind)) {
			shown += `${text.slice(at, start)}[${text.slice(start, end)}]`;
			at = end;
		}
		return shown + text.slice(at);
	};

	it.each([
		['ZSATunnel', 'tunnel', 'name', 'ZSA[Tunnel]'],
		['ZSATunnel', 'tunel', 'name', 'ZSA[Tunnel]'],
		[
			'Data Loss Prevention (DLP) policy',
			'data loss',
			'prose',
			'[Data Loss] Prevention (DLP) policy'
		],
		['Data protection: no loss', 'loss data', 'prose', '[Data] protection: no [loss]'],
		['the automatic updates of the app', 'update', 'prose', 'the automatic [update]s of the app'],
		[
			'the automatic updates of the app',
			'app updates',
			'prose',
			'the automatic [update]s of the [app]'
		],
		['a rule in the chain', 'in', 'prose', 'a rule [in] the chain'],
		[
			'C:\\Program Files\\Zscaler\\ZDP',
			'/zscaler/zdp',
			'path',
			'C:\\Program Files[\\Zscaler\\ZDP]'
		],
		[
			'C:\\Program Files\\Zscaler\\ZDP',
			'program files',
			'path',
			'C:\\[Program Files]\\Zscaler\\ZDP'
		],
		['/opt/zscaler/bin/ZSTray', 'zscaler\\bin', 'path', '/opt/[zscaler/bin]/ZSTray'],
		['ZSAUPM', '', 'name', 'ZSAUPM']
	] as const)('%s for "%s" as %s: %s', (text, query, kind, expected) => {
		expect(marked(text, query, kind)).toBe(expected);
	});
});
