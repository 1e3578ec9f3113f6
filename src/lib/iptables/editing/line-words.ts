/** The words of one line as a reader sees them: quotes hold together, nothing is expanded. */
export interface LineWord {
	readonly from: number;
	readonly to: number;
	/** With its quotes. */
	readonly raw: string;
	/** Without them. */
	readonly text: string;
	readonly kind: 'word' | 'comment' | 'operator';
}

const operators = ';&|()<>';

export function lineWords(line: string): readonly LineWord[] {
	const words: LineWord[] = [];
	let at = 0;
	while (at < line.length) {
		const char = line.charAt(at);
		if (/\s/.test(char)) at++;
		else if (char === '#') {
			const raw = line.slice(at);
			words.push({ from: at, to: line.length, raw, text: raw, kind: 'comment' });
			break;
		} else if (operators.includes(char)) {
			let to = at + 1;
			while (to < line.length && operators.includes(line.charAt(to))) to++;
			const raw = line.slice(at, to);
			words.push({ from: at, to, raw, text: raw, kind: 'operator' });
			at = to;
		} else {
			const to = wordEnd(line, at);
			const raw = line.slice(at, to);
			words.push({ from: at, to, raw, text: unquoted(raw), kind: 'word' });
			at = to;
		}
	}
	return words;
}

function wordEnd(line: string, from: number): number {
	let quote = '';
	let at = from;
	for (; at < line.length; at++) {
		const char = line.charAt(at);
		if (quote !== '') {
			if (char === '\\' && quote === '"') at++;
			else if (char === quote) quote = '';
		} else if (char === '"' || char === "'") quote = char;
		else if (char === '\\') at++;
		else if (/\s/.test(char) || operators.includes(char)) break;
	}
	return Math.min(Math.max(at, from + 1), line.length);
}

function unquoted(raw: string): string {
	return raw.replace(/^["']|["']$/g, '').replace(/\\(["\\])/g, '$1');
}
