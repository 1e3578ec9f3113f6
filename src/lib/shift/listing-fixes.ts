import type { RuleSet } from '$lib/iptables';
import { applyEdits, type TextEdit } from '$lib/text';
import type { AddressTest } from './address-test';
import { prefixes, sameInEach, span } from './all-twenty';
import { isBlocking } from './blocking';
import { narrower, type Candidate } from './candidate';
import { intoColumn, listedRow, shows, type ListedRow } from './listed-row';
import type { NamedRanges, NamingRule } from './naming-rules';
import { adapterInterface, interfaceFlags } from './rule-interface';
import { commandWith, replaceCommand, type WrittenCommand } from './written-command';

/** Rows of a listing, numbered consecutively. */
function rows(
	command: WrittenCommand,
	{ number }: ListedRow,
	changes: readonly (readonly TextEdit[])[]
): TextEdit {
	const { source, start, end } = command;
	const written = source.text.slice(start, end);
	return replaceCommand(
		command,
		changes.map((edits, index) => {
			const first = Number(source.text.slice(number?.start ?? 0, number?.end ?? 0));
			const numbered =
				number && index > 0 ? [intoColumn(source.text, number, String(first + index))] : [];
			const inRow = [...numbered, ...edits].map(({ from, to, insert }) => ({
				from: from - start,
				to: to - start,
				insert
			}));
			return applyEdits(written, inRow);
		})
	);
}

/** The fix for a range that iprange tests, as a listing shows it. */
function rangeFix(command: WrittenCommand, { option }: AddressTest): TextEdit | undefined {
	const { source, start, end } = command;
	const side = option === 'src-range' ? 'source' : 'destination';
	const shown = new RegExp(`\\b${side} IP range (?:! )?(\\S+)`).exec(source.text.slice(start, end));
	if (!shown) return undefined;
	const to = start + shown.index + shown[0].length;
	const edit = { from: to - (shown[1] ?? '').length, to, insert: span };
	return { from: start, to: end, insert: commandWith(command, edit) };
}

function negated(
	command: WrittenCommand,
	row: ListedRow,
	{ side }: AddressTest
): TextEdit | undefined {
	if (side === undefined) return undefined;
	const { text } = command.source;
	// The `!` is in the space before its column; in a range, it follows the words.
	const emptied = intoColumn(text, row[side], ' 0.0.0.0/0');
	const range = `${side} IP range ! ${span}`;
	const last = row.destination.end === row.end;
	if (last && side === 'destination') {
		const insert = ` ${'0.0.0.0/0'.padEnd(21)}${range}`;
		return rows(command, row, [[{ ...emptied, to: command.end, insert }]]);
	}
	const width = last ? 21 - (row.destination.end - row.destination.start) : 1;
	const more = { from: row.end, to: command.end, insert: ' '.repeat(Math.max(1, width)) + range };
	return rows(command, row, [[emptied, more]]);
}

function byInterface(
	command: WrittenCommand,
	row: ListedRow,
	ruleSet: RuleSet,
	naming: NamingRule,
	{ side }: AddressTest
): TextEdit | undefined {
	if (isBlocking(naming.rule) || side === undefined) return undefined;
	const { text } = command.source;
	const [flag, ...others] = interfaceFlags(ruleSet, naming, side);
	if (!flag || others.length > 0) return undefined;
	const column = flag === '-i' ? row.in : row.out;
	const shown = text.slice(column.start, column.end);
	if (shown !== '*' && shown !== adapterInterface) return undefined;
	return rows(command, row, [
		[intoColumn(text, column, adapterInterface), intoColumn(text, row[side], '0.0.0.0/0')]
	]);
}

/**
 * The rows of `iptables -L -n -v` after a fix. None if the listing does not show the whole rule: what
 * it leaves out would be lost.
 */
export function listingFixes(
	command: WrittenCommand,
	ruleSet: RuleSet,
	naming: NamingRule,
	{ test }: NamedRanges
): readonly Candidate[] {
	const row = listedRow(command);
	if (!row || naming.rule.unread) return [];
	if (test.set.kind === 'span')
		return [
			{
				id: 'prefixes',
				title: 'For all twenty as one range',
				edit: rangeFix(command, test)
			}
		];
	const { side } = test;
	const { text } = command.source;
	if (side === undefined || !shows(text, row[side], test)) return [];
	const column = row[side];
	const one = (addresses: readonly string[]) =>
		rows(
			command,
			row,
			addresses.map((address) => [intoColumn(text, column, address)])
		);
	const same = sameInEach(test);
	if (test.inverted)
		return [
			{ id: 'prefixes', title: 'For all twenty as one range', edit: negated(command, row, test) }
		];
	return [
		{ id: 'prefixes', title: 'For the two prefixes', edit: one(prefixes) },
		...narrower(test, byInterface(command, row, ruleSet, naming, test), same && one(same))
	];
}
