/** Commands typed in a terminal, between the output of iptables. */
import type { Problem } from '$lib/net';
import { isTableName, type Family, type TableName } from '../ruleset';
import type { Lines } from '../words/lines';
import { unshownRules } from './unshown-rules';

export interface Typed {
	/** The family of the program. */
	readonly family: Family;
	readonly table: TableName;
	/** It only shows rules. */
	readonly shows: boolean;
}

/** A prompt as shells write it by default, and an empty line after it. */
const prompt = String.raw`(?:\S.*)?[#$%>]`;
const emptyPrompt = /^(?:\[.*\]|\S*[@:~]\S*)[#$%>]\s*$/;
const typed = new RegExp(
	String.raw`^(${prompt}\s+)?(?:sudo\s+)?(?:/\S*/)?(ip6?tables)(?:-legacy|-nft)?(-save)?(?=\s|$)(.*)$`
);
const showing = /(?:^|\s)(?:-[a-zA-Z]*[LS]|--list(?:-rules)?)/;
const changing = /(?:^|\s)(?:-[a-zA-Z]*[ADIRFZNXPE]|--[a-z]*(?:append|insert|delete|flush|zero))/;

/** The output of iptables, recognised by the beginning of its lines. */
const printed = /^(?:Chain \S|-[PNA]\s|[*:#])/;

/** A line of a program's output. */
export interface ShownLine {
	readonly text: string;
	readonly number: number;
	/** The command that printed it, if known. */
	readonly typed: Typed | undefined;
}

export function isEmptyPrompt(line: string): boolean {
	return emptyPrompt.test(line);
}

/** The command of a line with a prompt, or without one if output follows. */
export function typedIn(line: string, following: string): Typed | undefined {
	const found = typed.exec(line);
	if (!found) return undefined;
	const [, behind, program, saves, words = ''] = found;
	const shows = (saves !== undefined || showing.test(words)) && !changing.test(words);
	if (behind === undefined && !(shows && printed.test(following))) return undefined;
	const table = /(?:^|\s)(?:-t\s*|--table[\s=])(\S+)/.exec(words)?.[1] ?? 'filter';
	return {
		family: program === 'iptables' ? 'ipv4' : 'ipv6',
		table: isTableName(table) ? table : 'filter',
		shows
	};
}

function nextLine(lines: Lines, from: number): string {
	for (let index = from; index < lines.count; index++) {
		const text = lines.line(index);
		if (text.trim() !== '') return text;
	}
	return '';
}

function notRun(text: string, number: number): Problem {
	return {
		code: 'typed-command',
		severity: 'warning',
		message: 'This command stands between what iptables printed: only what it printed is read.',
		help: 'Paste what iptables -S prints after the command.',
		span: { line: number, column: 1, endColumn: text.length + 1 }
	};
}

/** The printed lines, without the typed ones. */
export function shownLines(lines: Lines, problems: Problem[]): readonly ShownLine[] {
	const shown: ShownLine[] = [];
	let typed: Typed | undefined;
	for (let index = 0; index < lines.count; index++) {
		const text = lines.line(index);
		if (text.trim() === '' || isEmptyPrompt(text)) continue;
		const command = typedIn(text, nextLine(lines, index + 1));
		if (command?.shows) typed = command;
		else if (command) problems.push(notRun(text, index + 1));
		else if (!text.startsWith('#')) shown.push({ text, number: index + 1, typed });
		else {
			const unshown = unshownRules(text, index + 1);
			if (unshown) problems.push(unshown);
		}
	}
	return shown;
}
