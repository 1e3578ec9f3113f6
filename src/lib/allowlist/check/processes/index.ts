import { readActivityMonitor } from './activity-monitor';
import { readProcessCsv } from './csv';
import { readGetProcess } from './get-process';
import { readNames } from './names';
import { readPs } from './ps';
import type { ProcessReader, ReadProcesses } from './running';
import { readTasklist } from './tasklist';
import { readWmic } from './wmic';

/** Every kind of process list. To add one, add a file here and a row in this table. */
const readers: readonly ProcessReader[] = [
	readTasklist,
	readWmic,
	readProcessCsv,
	readGetProcess,
	readPs,
	readActivityMonitor,
	readNames
];

/** Reads a pasted process list of any kind. */
export function readProcesses(text: string): ReadProcesses {
	for (const read of readers) {
		const list = read(text);
		if (list) return list;
	}
	return { kind: 'names', running: [] };
}
