import { dossierOf, processOf, sections } from '$lib/catalog';
import type { Format } from '../format';
import { quoteCsv } from '../quote';
import type { BypassItem, LocationItem } from '../selection';

const header = [
	'Type',
	'Platform',
	'Version',
	'Process',
	'Direction',
	'Kind',
	'Path',
	'As written',
	'Purpose',
	'Section'
];

const purposeOf = (id: LocationItem['location']['process']): string =>
	dossierOf(processOf(id)).purpose?.text ?? '';

function locationRow({ location, path }: LocationItem): readonly string[] {
	return [
		'Location',
		location.platform,
		location.platform === 'windows' ? location.version : '',
		processOf(location.process).name,
		'',
		location.kind,
		path,
		location.written,
		purposeOf(location.process),
		sections[location.section]
	];
}

function bypassRow({ bypass, version, path, kind }: BypassItem): readonly string[] {
	return [
		'Bypass',
		bypass.platform,
		version ?? '',
		processOf(bypass.process).name,
		bypass.direction,
		path === undefined ? '' : kind,
		path ?? '',
		bypass.written,
		purposeOf(bypass.process),
		sections[bypass.section]
	];
}

export const csv: Format = {
	id: 'csv',
	product: 'Tables',
	name: 'CSV',
	platforms: ['windows', 'macos', 'linux'],
	file: {
		name: 'zscaler-allowlist.csv',
		lineEnd: '\r\n',
		encoding: 'utf-8-bom',
		type: 'text/csv'
	},
	sources: [{ title: 'RFC 4180', url: 'https://www.rfc-editor.org/rfc/rfc4180' }],
	caveats: ['UTF-8 with a byte order mark and CRLF, as Excel reads it.'],
	write({ locations, bypasses }) {
		const rows = [...locations.map(locationRow), ...bypasses.map(bypassRow)];
		return {
			lines: rows.length === 0 ? [] : [header, ...rows].map((row) => row.map(quoteCsv).join(',')),
			left: []
		};
	}
};
