import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readNetworks, sayAdapter, sayWalk, walk, type Network } from '$lib/cgnat';

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

/** What a reader of the page sees of a text, one line each. */
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
