import type { ListReader, ReadList } from '../list-entry';
import { readCommands } from './commands';
import { readCsv } from './csv';
import { readMpPreference } from './mp-preference';
import { readNetFirewallRule } from './net-firewall-rule';
import { readNetsh } from './netsh';
import { readPaths } from './paths';
import { readSocketFilterFw } from './socketfilterfw';

/** Every kind of list, more specific ones first. To add one, add a file here and a row in this table. */
const readers: readonly ListReader[] = [
	readSocketFilterFw,
	readNetsh,
	readMpPreference,
	readCommands,
	readNetFirewallRule,
	readCsv,
	readPaths
];

/** Reads a pasted list of any kind. */
export function readList(text: string): ReadList {
	for (const read of readers) {
		const list = read(text);
		if (list) return list;
	}
	return { kind: 'paths', covers: 'locations', entries: [], problems: [] };
}
