/** Problems of a dump that iptables-restore refuses, or does not read as it may be meant. */
import type { Complaint } from '../extension';
import { tableNames } from '../ruleset';

export const noCommit: Complaint = {
	code: 'no-commit',
	message: 'The table has no COMMIT, so iptables-restore would not load it.',
	help: 'Add a line COMMIT after its last rule.'
};

export const windowsLineEnd: Complaint = {
	code: 'windows-line-ends',
	message:
		'The line ends in CR LF, as on Windows: iptables-restore takes the CR for a part of the last word, and fails.',
	help: 'Convert the file, for example with dos2unix.'
};

export const outsideTable: Complaint = {
	code: 'outside-table',
	message: 'This line is outside of a table.',
	help: 'Rules belong between a line such as *filter and COMMIT.'
};

export function unknownTable(name: string): Complaint {
	return {
		code: 'unknown-table',
		message: `There is no table “${name}”.`,
		help: `The tables are ${tableNames.join(', ')}.`
	};
}

export const badCounters: Complaint = {
	code: 'bad-counters',
	message: 'The counters before the rule are not of the form [packets:bytes].',
	help: 'Correct them, or leave them out.'
};

export const openQuote: Complaint = {
	code: 'open-quote',
	message: 'A quote is left open, so the last word takes in the end of the line.',
	help: 'Close the quote.'
};

export const endsRestore: Complaint = {
	code: 'ends-restore',
	message:
		'iptables-restore ends here without an error: neither this table nor what follows is loaded.',
	help: 'Remove the line.'
};
