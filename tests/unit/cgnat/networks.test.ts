import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readNetworks, sayAdapter, sayWalk, sizeOfRange, walk, type Network } from '$lib/cgnat';

const folder = 'tests/cases/cgnat/networks';

function role({ role }: Network): string {
	switch (role.kind) {
		case 'counts':
			return '';
		case 'own':
			return ` (Client Connector's own, by ${role.because})`;
		case 'default':
			return ' (default route)';
		case 'ipv6':
			return ' (IPv6, set aside)';
	}
}

/** What the page shows for a text, one line each. */
function report(text: string): string {
	const { value, problems } = readNetworks(text);
	const found = walk(value.all);
	const networks = value.all.map((network) => ({
		line: network.span.line,
		text: `${network.text} ${network.origin}${network.device ? ` on ${network.device.name}` : ''}${role(network)}`
	}));
	const unknown = problems.map(({ span }) => ({ line: span.line, text: '?' }));
	const said = [sayWalk(found), sayAdapter(value.adapterAt, found) ?? ''].filter(Boolean);
	return [
		...[...networks, ...unknown]
			.sort((a, b) => a.line - b.line)
			.map(({ line, text }) => `${line}: ${text}`),
		...said
	].join('\n');
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
	describe(file, () => {
		const [, ...cases] = readFileSync(`${folder}/${file}`, 'utf8').split(/^=== /m);
		it.each(cases.map((each) => [each.slice(0, each.indexOf('\n')), each] as const))(
			'%s',
			(title, each) => {
				const [text = '', expected = ''] = each.slice(title.length + 1).split(/^==>\n/m);
				expect(report(text.replace(/\n$/, ''))).toBe(expected.trim());
			}
		);
	});
}

describe('a text that no tool prints', () => {
	it.each([
		['a line of colons', 'a:'.repeat(100_000)],
		['a line of dots', '. '.repeat(100_000) + ':'],
		['a line of prompts', '$ ip '.repeat(50_000)],
		['a line of prefixes', '10.0.0.0/24, '.repeat(20_000)],
		['lines that open JSON', '[{"a":\n'.repeat(50_000)],
		['fields without end', Array.from({ length: 50_000 }, (_, i) => `f${i} : x`).join('\n')]
	])('is read all the same: %s', (_, text) => {
		const { value, problems } = readNetworks(text);
		expect(value.all.length + problems.length).toBeGreaterThan(0);
	});
});

describe('the size of a network', () => {
	it.each([
		['100.64.3.7/20', '100.64.0.0 to 100.64.15.255, 4,096 addresses'],
		['100.64.0.1', 'one address'],
		['100.64.0.1 - 100.64.0.3', '100.64.0.1 to 100.64.0.3, 3 addresses'],
		['0.0.0.0/0', '0.0.0.0 to 255.255.255.255, 4,294,967,296 addresses'],
		['::ffff:10.0.0.0/126', '::ffff:10.0.0.0 to ::ffff:10.0.0.3, 4 addresses']
	])('%s is %s', (text, size) => {
		const [network] = readNetworks(text).value.all;
		expect(network && sizeOfRange(network.range)).toBe(size);
	});
});
