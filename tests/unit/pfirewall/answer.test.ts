import { describe, expect, test } from 'vitest';
import { answer, mergeSummaries, type Coverage } from '$lib/pfirewall';

const whole: Coverage = {
	logs: 1,
	rows: 10,
	drops: 2,
	earliest: 0,
	latest: 9,
	complete: true,
	compared: true,
	malformed: 0,
	gaps: 0,
	lost: 0,
	noLogs: [],
	unreadable: []
};
const say = (part: Partial<Coverage>) =>
	answer(mergeSummaries([]), '100.64.0.0/16', { ...whole, ...part });

describe('without a row to answer from', () => {
	const none: Partial<Coverage> = { rows: 0, drops: 0, earliest: undefined, latest: undefined };
	test.each<[string, Partial<Coverage>, string]>([
		['a log with a header only', {}, 'The log has no rows: nothing was logged yet.'],
		['several of them', { logs: 2 }, 'The logs have no rows: nothing was logged yet.'],
		['only malformed rows', { malformed: 3 }, 'No row could be read: all are malformed.'],
		['a wrong file', { logs: 0, noLogs: ['a.txt'] }, 'a.txt is not a firewall log.'],
		[
			'wrong files',
			{ logs: 0, noLogs: ['a.txt', 'b.txt'] },
			'None of the 2 files is a firewall log.'
		],
		[
			'a file that does not open',
			{ logs: 0, unreadable: ['a.log'] },
			'No row of a firewall log was read.'
		],
		['a reading that was cancelled', { complete: false }, 'No row of a firewall log was read.']
	])('%s', (_, part, sentence) => {
		expect(say({ ...none, ...part }).sentences).toEqual([sentence]);
	});
});

describe('an answer says what it leaves out:', () => {
	test.each<[string, Partial<Coverage>, readonly string[]]>([
		['nothing', {}, []],
		[
			'what was not read',
			{ complete: false, drops: 0 },
			['Not everything was read: this is what was found so far.']
		],
		[
			'what was not compared',
			{ compared: false },
			['The files were not compared: rows that they have in common are counted once for each.']
		],
		[
			'drops, where none are logged',
			{ drops: 0 },
			['No row is a DROP: check whether Windows logs dropped packets (LogBlocked).']
		],
		['a wrong file', { noLogs: ['a.txt'] }, ['a.txt is not a firewall log.']],
		[
			'of many wrong files the first',
			{ noLogs: ['a', 'b', 'c', 'd', 'e'] },
			['a, b, c and 2 more are not firewall logs.']
		],
		['files that did not open', { unreadable: ['a', 'b'] }, ['a and b could not be read.']],
		[
			'gaps and malformed rows',
			{ gaps: 2, lost: 18, malformed: 1 },
			[
				'Windows could not write 18 entries (2 gaps in the log): drops may be among them.',
				'1 malformed row was skipped.'
			]
		]
	])('%s', (_, part, sentences) => {
		expect(say(part).reservations).toEqual(sentences);
	});
});
