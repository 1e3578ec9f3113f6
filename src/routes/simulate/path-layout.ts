/**
 * Where the parts of the path picture stand, wide and narrow. The order of the tables within a hook
 * is that of their priorities (include/uapi/linux/netfilter_ipv4.h): nat comes last in INPUT, where
 * it translates sources.
 */
import type { Hook, TableName } from '$lib/iptables';

export type Station = Hook | 'in' | 'routing' | 'host' | 'out';

export interface Box {
	readonly id: Station;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

export interface Edge {
	readonly from: Station;
	readonly to: Station;
	readonly path: string;
	/** A word on the edge, and where. */
	readonly label?: { readonly text: string; readonly x: number; readonly y: number };
}

export interface PathLayout {
	readonly width: number;
	readonly height: number;
	readonly boxes: readonly Box[];
	readonly edges: readonly Edge[];
}

export const tablesOf: Readonly<Record<Hook, readonly TableName[]>> = {
	PREROUTING: ['raw', 'mangle', 'nat'],
	INPUT: ['mangle', 'filter', 'security', 'nat'],
	FORWARD: ['mangle', 'filter', 'security'],
	OUTPUT: ['raw', 'mangle', 'nat', 'filter', 'security'],
	POSTROUTING: ['mangle', 'nat']
};

/** Height of a hook's box: its name, and a row for each table. */
export const headHeight = 22;
export const rowHeight = 17;

function hook(id: Hook, x: number, y: number): Box {
	return { id, x, y, width: 120, height: headHeight + rowHeight * tablesOf[id].length + 4 };
}

export const wideLayout: PathLayout = {
	width: 700,
	height: 252,
	boxes: [
		{ id: 'in', x: 2, y: 44, width: 44, height: 28 },
		hook('PREROUTING', 66, 20),
		{ id: 'routing', x: 206, y: 44, width: 68, height: 28 },
		hook('FORWARD', 318, 20),
		hook('POSTROUTING', 516, 20),
		{ id: 'out', x: 654, y: 36, width: 44, height: 28 },
		hook('INPUT', 182, 144),
		{ id: 'host', x: 330, y: 176, width: 84, height: 28 },
		hook('OUTPUT', 446, 128)
	],
	edges: [
		{ from: 'in', to: 'PREROUTING', path: 'M46 58H64' },
		{ from: 'PREROUTING', to: 'routing', path: 'M186 58H204' },
		{ from: 'routing', to: 'FORWARD', path: 'M274 58H316' },
		{ from: 'FORWARD', to: 'POSTROUTING', path: 'M438 58H514' },
		{ from: 'POSTROUTING', to: 'out', path: 'M636 50H652' },
		{ from: 'routing', to: 'INPUT', path: 'M240 72V142' },
		{ from: 'INPUT', to: 'host', path: 'M302 190H328' },
		{ from: 'host', to: 'OUTPUT', path: 'M414 190H444' },
		{ from: 'OUTPUT', to: 'POSTROUTING', path: 'M566 170H592V82' },
		{
			from: 'POSTROUTING',
			to: 'PREROUTING',
			path: 'M574 20V10H124V18',
			label: { text: 'lo', x: 349, y: 15 }
		}
	]
};

export const narrowLayout: PathLayout = {
	width: 330,
	height: 462,
	boxes: [
		{ id: 'in', x: 4, y: 8, width: 44, height: 26 },
		hook('PREROUTING', 4, 56),
		{ id: 'routing', x: 28, y: 160, width: 68, height: 28 },
		hook('INPUT', 4, 224),
		{ id: 'host', x: 20, y: 360, width: 84, height: 28 },
		hook('OUTPUT', 190, 318),
		hook('FORWARD', 190, 136),
		hook('POSTROUTING', 190, 46),
		{ id: 'out', x: 262, y: 2, width: 44, height: 26 }
	],
	edges: [
		{ from: 'in', to: 'PREROUTING', path: 'M26 34V54' },
		{ from: 'PREROUTING', to: 'routing', path: 'M62 133V158' },
		{ from: 'routing', to: 'INPUT', path: 'M62 188V222' },
		{ from: 'routing', to: 'FORWARD', path: 'M96 174H188' },
		{ from: 'FORWARD', to: 'POSTROUTING', path: 'M248 136V108' },
		{ from: 'POSTROUTING', to: 'out', path: 'M284 46V30' },
		{ from: 'INPUT', to: 'host', path: 'M62 318V358' },
		{ from: 'host', to: 'OUTPUT', path: 'M104 374H188' },
		{ from: 'OUTPUT', to: 'POSTROUTING', path: 'M310 340H322V76H312' },
		{
			from: 'POSTROUTING',
			to: 'PREROUTING',
			path: 'M230 46V20H100V54',
			label: { text: 'lo', x: 160, y: 25 }
		}
	]
};
