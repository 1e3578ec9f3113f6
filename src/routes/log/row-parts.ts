import type { Row } from '$lib/pfirewall';

/** The columns of a row that are shown separately; the raw line has them all. */
export function partsOf({ names, columns }: Row) {
	const of = (name: string) => columns[names.indexOf(name)] ?? '-';
	const end = (address: string, port: string) => {
		if (of(port) === '-') return of(address);
		return of(address).includes(':')
			? `[${of(address)}]:${of(port)}`
			: `${of(address)}:${of(port)}`;
	};
	return {
		time: `${of('date')} ${of('time')}`,
		action: of('action'),
		protocol: of('protocol'),
		source: end('src-ip', 'src-port'),
		destination: end('dst-ip', 'dst-port'),
		path: of('path')
	};
}
