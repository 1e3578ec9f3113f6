import { limitOf, processOf, sections, source } from '$lib/catalog';
import type { Format } from '../format';

export const json: Format = {
	id: 'json',
	product: 'Tables',
	name: 'JSON',
	platforms: ['windows', 'macos', 'linux'],
	file: {
		name: 'zscaler-allowlist.json',
		lineEnd: '\n',
		encoding: 'utf-8',
		type: 'application/json'
	},
	sources: [{ title: 'RFC 8259', url: 'https://www.rfc-editor.org/rfc/rfc8259' }],
	caveats: [
		'path is written out for the folders set on this page; normal keeps the macro, written is what the article says.'
	],
	write({ locations, bypasses }) {
		if (locations.length + bypasses.length === 0) return { lines: [], left: [] };
		const value = {
			source: { title: source.title, url: source.url, checked: source.checked },
			locations: locations.map(({ location, path }) => ({
				process: processOf(location.process).name,
				platform: location.platform,
				...(location.platform === 'windows' && { version: location.version }),
				kind: location.kind,
				path,
				normal: location.normal,
				written: location.written,
				...(limitOf(location) && { limit: limitOf(location) }),
				section: sections[location.section]
			})),
			bypasses: bypasses.map(({ bypass, version, path }) => ({
				process: processOf(bypass.process).name,
				platform: bypass.platform,
				...(version !== undefined && { version }),
				direction: bypass.direction,
				path: path ?? null,
				written: bypass.written,
				section: sections[bypass.section]
			}))
		};
		return { lines: JSON.stringify(value, null, '\t').split('\n'), left: [] };
	}
};
