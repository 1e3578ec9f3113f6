/** What bash makes of `{80,443}` and `{1..3}` in words that are not quoted. */
import type { ShellWord, WordPart } from '../shell/lexer';

/** Longer sequences are left as they are. */
const MOST = 10_000;

function sequence(from: number, to: number, step: number): readonly number[] | undefined {
	const length = Math.floor(Math.abs(to - from) / step) + 1;
	if (length > MOST) return undefined;
	return Array.from({ length }, (_, i) => from + (to >= from ? i : -i) * step);
}

/** The alternatives of what stands between a pair of braces; undefined where it is no list. */
function alternatives(inner: string): readonly string[] | undefined {
	if (inner.includes(',')) return inner.split(',');
	const numbers = /^(-?\d+)\.\.(-?\d+)(?:\.\.-?(\d+))?$/.exec(inner);
	if (numbers) {
		const [, from = '', to = '', step = '1'] = numbers;
		const width = /^-?0\d/.test(from) || /^-?0\d/.test(to) ? Math.max(from.length, to.length) : 0;
		return sequence(Number(from), Number(to), Math.max(1, Number(step)))?.map((number) =>
			String(number).padStart(width, '0')
		);
	}
	const letters = /^([a-zA-Z])\.\.([a-zA-Z])$/.exec(inner);
	const [, first, last] = letters ?? [];
	if (first === undefined || last === undefined) return undefined;
	return sequence(first.charCodeAt(0), last.charCodeAt(0), 1)?.map((code) =>
		String.fromCharCode(code)
	);
}

const braces = /\{([^{}]*)\}/g;

/** The words that a word stands for: itself, where it has no braces to expand. */
export function expandBraces(word: ShellWord): readonly ShellWord[] {
	const { parts, origin } = word;
	for (const [index, part] of parts.entries()) {
		if (part.kind !== 'text' || part.quoted || !part.text.includes('{')) continue;
		for (const { 0: all, 1: inner = '', index: at } of part.text.matchAll(braces)) {
			const list = alternatives(inner);
			if (!list) continue;
			const text = (value: string, quoted: boolean): WordPart => ({
				kind: 'text',
				text: value,
				quoted
			});
			return list.flatMap((each) =>
				expandBraces({
					origin,
					parts: [
						...parts.slice(0, index),
						text(part.text.slice(0, at) + each, true),
						text(part.text.slice(at + all.length), false),
						...parts.slice(index + 1)
					]
				})
			);
		}
	}
	return [word];
}
