import type { InputKind } from '../settings';
import { isEmptyPrompt, typedIn } from './typed';

const tableLine = /^\*(filter|nat|mangle|raw|security)\s*$/;
const chainLine = /^Chain .+ \((policy \S+|\d+ references)/;
const commandOption = /^(\[\d+:\d+\]\s*)?-[PNA]\s+\S/;
const ipsetLine = /^(create|add)\s+\S+\s+\S/;

/** How many lines at the start of a text decide its kind. */
const HEAD = 400;

/** What the text looks like, judged by the first line that shows it. */
export function kindOf(text: string): InputKind {
	let at = 0;
	for (let count = 0; count < HEAD && at <= text.length; count++) {
		const next = text.indexOf('\n', at);
		const line = text.slice(at, next < 0 ? text.length : next).replace(/\r$/, '');
		at = next < 0 ? text.length + 1 : next + 1;
		if (line === '' || line.startsWith('#') || ipsetLine.test(line)) continue;
		if (typedIn(line, text.slice(at, at + 80).trimStart())?.shows || isEmptyPrompt(line)) continue;
		if (tableLine.test(line) || /^:\S+\s+\S/.test(line)) return 'save';
		if (chainLine.test(line)) return 'listing';
		if (commandOption.test(line)) return 'rules';
		if (line.trim() !== '') return 'script';
	}
	return 'script';
}
