/** Text cases for the check of a list: the pasted text, `==>`, the result. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
	checkList,
	formats,
	missingSelection,
	select,
	textOf,
	type Choice,
	type Wanted
} from '../../../src/lib/allowlist';
import { usualFolders } from '../../../src/lib/catalog';

const folder = 'tests/cases/allowlist/lists';

const choice: Choice = {
	versions: ['64-bit'],
	macos: false,
	linux: false,
	withLocations: true,
	withBypasses: true,
	folders: usualFolders
};

function words(wanted: Wanted): string {
	if (wanted.kind === 'location') return wanted.item.path;
	return `${wanted.item.path ?? wanted.item.bypass.normal} ${wanted.item.bypass.direction}`;
}

function report(text: string): string {
	const check = checkList(text, choice);
	return [
		`${check.kind}, against ${[
			...check.against.versions.map((each) => `Windows ${each}`),
			...(check.against.macos ? ['macOS'] : []),
			...(check.against.linux ? ['Linux'] : [])
		].join(', ')}`,
		...check.problems.map(({ code, span }) => `problem ${code}, line ${span.line}`),
		...check.covered.map(
			({ wanted, by, how }) => `covered ${words(wanted)}, line ${by.line}: ${how.join(', ')}`
		),
		...check.missing.map(({ wanted, near }) => `missing ${words(wanted)}${near && `: ${near}`}`),
		...check.wider.map(({ entry, why }) => `wider   line ${entry.line}, ${entry.text}: ${why}`),
		...check.unknown.map(({ line, text: listed }) => `unknown line ${line}, ${listed}`)
	].join('\n');
}

describe('a list', () => {
	it.each(readdirSync(folder))('%s', (name) => {
		const [pasted = '', expected = ''] = readFileSync(`${folder}/${name}`, 'utf8').split('\n==>\n');
		const found = report(pasted);
		if (process.env['UPDATE_GOLDEN'])
			writeFileSync(`${folder}/${name}`, `${pasted}\n==>\n${found}\n`);
		else expect(`${found}\n`).toBe(expected);
	});

	it('reads the same with CRLF', () => {
		for (const name of readdirSync(folder)) {
			const [pasted = ''] = readFileSync(`${folder}/${name}`, 'utf8').split('\n==>\n');
			expect(report(pasted.replaceAll('\n', '\r\n')), name).toBe(report(pasted));
		}
	});
});

describe('what is exported is found covered', () => {
	const everything: Choice = {
		...choice,
		versions: ['32-bit', '64-bit'],
		macos: true,
		linux: true
	};
	const readable = formats.filter(({ id }) => !/^(?:iptables|nft|json|markdown)/.test(id));

	it.each(readable)('$id', (format) => {
		const selection = select(
			format.id.startsWith('firewall') || format.id === 'socketfilterfw'
				? { ...everything, withLocations: false }
				: { ...everything, withBypasses: false }
		);
		const written = format.write(selection);
		const check = checkList(textOf(format, written), everything, true);
		const said = new Set(written.left.flatMap(({ what }) => what));
		const lost = check.missing
			.map(({ wanted }) => wanted)
			.filter((wanted) =>
				wanted.kind === 'location'
					? !said.has(wanted.item.path)
					: !said.has(`${wanted.item.bypass.normal} (${wanted.item.bypass.direction})`)
			)
			.map(words);
		expect(lost).toEqual([]);
		expect(check.unknown).toEqual([]);
	});
});

it('the missing entries are an export of their own', () => {
	const check = checkList('C:\\Program Files\\Zscaler\\ZSATunnel\\ZSATunnel.exe', choice);
	const paths = missingSelection(check).locations.map(({ path }) => path);
	expect(paths).toHaveLength(20);
	expect(paths).not.toContain('C:\\Program Files\\Zscaler\\ZSATunnel\\ZSATunnel.exe');
});
