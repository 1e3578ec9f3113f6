/**
 * The layout of the path picture, wide and narrow. The order of the tables within a hook
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
export const rowHeight = 16;

/** Wide enough for the longest name of a table and the longest word of a verdict beside it. */
const hookWidth = 140;

function hook(id: Hook, x: number, y: number): Box {
	const height = headHeight + rowHeight * tablesOf[id].length + 4;
	return { id, x, y, width: hookWidth, height };
}

export const wideLayout: PathLayout = {
	width: 640,
	height: 222,
	boxes: [
		{ id: 'in', x: 2, y: 41, width: 36, height: 28 },
		hook('PREROUTING', 54, 18),
		{ id: 'routing', x: 210, y: 41, width: 64, height: 28 },
		hook('FORWARD', 290, 18),
		hook('POSTROUTING', 446, 18),
		{ id: 'out', x: 602, y: 33, width: 36, height: 28 },
		hook('INPUT', 172, 130),
		{ id: 'host', x: 328, y: 161, width: 84, height: 28 },
		hook('OUTPUT', 428, 114)
	],
	edges: [
		{ from: 'in', to: 'PREROUTING', path: 'M38 55H52' },
		{ from: 'PREROUTING', to: 'routing', path: 'M194 55H208' },
		{ from: 'routing', to: 'FORWARD', path: 'M274 55H288' },
		{ from: 'FORWARD', to: 'POSTROUTING', path: 'M430 55H444' },
		{ from: 'POSTROUTING', to: 'out', path: 'M586 47H600' },
		{ from: 'routing', to: 'INPUT', path: 'M242 69V128' },
		{ from: 'INPUT', to: 'host', path: 'M312 175H326' },
		{ from: 'host', to: 'OUTPUT', path: 'M412 175H426' },
		{ from: 'OUTPUT', to: 'POSTROUTING', path: 'M568 150H577V78' },
		{
			from: 'POSTROUTING',
			to: 'PREROUTING',
			path: 'M516 18V8H124V16',
			label: { text: 'lo', x: 320, y: 13 }
		}
	]
};

export const narrowLayout: PathLayout = {
	width: 330,
	height: 410,
	boxes: [
		{ id: 'in', x: 4, y: 8, width: 44, height: 26 },
		hook('PREROUTING', 4, 56),
		{ id: 'routing', x: 42, y: 156, width: 64, height: 28 },
		hook('INPUT', 4, 218),
		{ id: 'host', x: 32, y: 340, width: 84, height: 28 },
		hook('OUTPUT', 178, 301),
		hook('FORWARD', 178, 133),
		hook('POSTROUTING', 178, 46),
		{ id: 'out', x: 262, y: 2, width: 44, height: 26 }
	],
	edges: [
		{ from: 'in', to: 'PREROUTING', path: 'M26 34V54' },
		{ from: 'PREROUTING', to: 'routing', path: 'M74 130V154' },
		{ from: 'routing', to: 'INPUT', path: 'M74 184V216' },
		{ from: 'routing', to: 'FORWARD', path: 'M106 170H176' },
		{ from: 'FORWARD', to: 'POSTROUTING', path: 'M248 133V106' },
		{ from: 'POSTROUTING', to: 'out', path: 'M284 46V30' },
		{ from: 'INPUT', to: 'host', path: 'M74 308V338' },
		{ from: 'host', to: 'OUTPUT', path: 'M116 354H176' },
		{ from: 'OUTPUT', to: 'POSTROUTING', path: 'M318 322H326V76H320' },
		{
			from: 'POSTROUTING',
			to: 'PREROUTING',
			path: 'M222 46V18H100V54',
			label: { text: 'lo', x: 161, y: 23 }
		}
	]
};
