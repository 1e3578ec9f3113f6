import { platformNames, processOf, source } from '$lib/catalog';
import type { Format } from '../format';
import { markdownCode } from '../quote';
import type { BypassItem, LocationItem } from '../selection';

function locationRow({ location, path }: LocationItem): string {
	const version = location.platform === 'windows' ? ` ${location.version}` : '';
	return `| ${platformNames[location.platform]}${version} | ${processOf(location.process).name.replaceAll('\\', '\\\\')} | ${location.kind} | ${markdownCode(path)} |`;
}

function bypassRow({ bypass, version, path }: BypassItem): string {
	const where = platformNames[bypass.platform] + (version ? ` ${version}` : '');
	const program = path === undefined ? 'not given by the article' : markdownCode(path);
	return `| ${where} | ${markdownCode(bypass.written)} | ${bypass.direction} | ${program} |`;
}

export const markdown: Format = {
	id: 'markdown',
	product: 'Tables',
	name: 'Markdown',
	platforms: ['windows', 'macos', 'linux'],
	file: {
		name: 'zscaler-allowlist.md',
		lineEnd: '\n',
		encoding: 'utf-8',
		type: 'text/markdown'
	},
	sources: [
		{
			title: 'GitHub Flavored Markdown, tables',
			url: 'https://github.github.com/gfm/#tables-extension-'
		}
	],
	caveats: [],
	write({ locations, bypasses }) {
		if (locations.length + bypasses.length === 0) return { lines: [], left: [] };
		return {
			lines: [
				'# Zscaler Client Connector: what to allow',
				'',
				`Source: [${source.title}](${source.url}), compared on ${source.checked}.`,
				...(locations.length === 0
					? []
					: [
							'',
							'## Locations',
							'',
							'| Platform | Process | Kind | Path |',
							'| --- | --- | --- | --- |',
							...locations.map(locationRow)
						]),
				...(bypasses.length === 0
					? []
					: [
							'',
							'## Firewall bypasses',
							'',
							'| Platform | Process | Direction | Program |',
							'| --- | --- | --- | --- |',
							...bypasses.map(bypassRow)
						])
			],
			left: []
		};
	}
};
