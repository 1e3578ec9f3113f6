/** What the logs that were read cover, and what they leave out. */
import { counted, inWords } from '$lib/text';

/** What is known about all logs together, besides the summary of the rows found. */
export interface Coverage {
	/** How many of the files are firewall logs. */
	readonly logs: number;
	readonly rows: number;
	/** Of the rows, those of dropped packets. */
	readonly drops: number;
	/** Local seconds; undefined without rows. */
	readonly earliest: number | undefined;
	readonly latest: number | undefined;
	/** Everything was read. */
	readonly complete: boolean;
	/** The files were searched for rows in common. */
	readonly compared: boolean;
	readonly malformed: number;
	readonly gaps: number;
	/** Entries lost in the gaps that say how many. */
	readonly lost: number;
	/** Names of the files that are not firewall logs. */
	readonly noLogs: readonly string[];
	/** Names of the files that could not be read. */
	readonly unreadable: readonly string[];
}

/** The number of file names listed; further ones are counted. */
const FEW = 4;

/** The names, or the first of many, with a statement about them. */
function said(names: readonly string[], ofOne: string, ofMany: string): readonly string[] {
	const [only] = names;
	if (only === undefined) return [];
	if (names.length === 1) return [`${only} ${ofOne}.`];
	const shown =
		names.length <= FEW ? names : [...names.slice(0, FEW - 1), `${names.length - FEW + 1} more`];
	return [`${inWords(shown)} ${ofMany}.`];
}

/** What an answer leaves out, in sentences. */
export function reservationsOf(coverage: Coverage): readonly string[] {
	const { complete, compared, drops, gaps, logs, lost, malformed, rows } = coverage;
	return [
		...(complete ? [] : ['Not everything was read: this is what was found so far.']),
		...(compared
			? []
			: ['The files were not compared: rows that they have in common are counted once for each.']),
		...(complete && rows > 0 && drops === 0
			? ['No row is a DROP: check whether Windows logs dropped packets (LogBlocked).']
			: []),
		...(logs > 0 || coverage.unreadable.length > 0
			? said(coverage.noLogs, 'is not a firewall log', 'are not firewall logs')
			: []),
		...said(coverage.unreadable, 'could not be read', 'could not be read'),
		...(gaps > 0
			? [
					`Windows could not write ${lost > 0 ? counted(lost, 'entry', 'entries') : 'some entries'} (${counted(gaps, 'gap')} in the log): drops may be among them.`
				]
			: []),
		...(malformed > 0
			? [`${counted(malformed, 'malformed row was', 'malformed rows were')} skipped.`]
			: [])
	];
}

/** Why there is no answer. */
export function nothing({ complete, logs, malformed, noLogs, unreadable }: Coverage): string {
	if (!complete || (logs === 0 && unreadable.length > 0))
		return 'No row of a firewall log was read.';
	if (malformed > 0) return 'No row could be read: all are malformed.';
	if (logs === 1) return 'The log has no rows: nothing was logged yet.';
	if (logs > 1) return 'The logs have no rows: nothing was logged yet.';
	return noLogs.length === 1
		? `${noLogs.join('')} is not a firewall log.`
		: `None of the ${noLogs.length} files is a firewall log.`;
}
