/** `[ ... ]`, `test` and `[[ ... ]]` on strings and numbers; tests of files are unknown. */
import type { Status } from './flow';

type Comparison<Value> = (a: Value, b: Value) => boolean;

const whole = /^\s*[-+]?\d+\s*$/;

const ofTexts = new Map<string, Comparison<string>>([
	['=', (a, b) => a === b],
	['==', (a, b) => a === b],
	['!=', (a, b) => a !== b]
]);
const ofNumbers = new Map<string, Comparison<bigint>>([
	['-eq', (a, b) => a === b],
	['-ne', (a, b) => a !== b],
	['-lt', (a, b) => a < b],
	['-le', (a, b) => a <= b],
	['-gt', (a, b) => a > b],
	['-ge', (a, b) => a >= b]
]);

function status(holds: boolean): Status {
	return holds ? 'ok' : 'failed';
}

function decide(words: readonly string[], patterns: boolean): Status {
	const [first, second, third] = words;
	if (first === undefined) return 'failed';
	if (first === '!' && words.length > 1) {
		const other = decide(words.slice(1), patterns);
		return other === 'unknown' ? other : status(other === 'failed');
	}
	if (second === undefined) return status(first !== '');
	if (third === undefined) {
		if (first === '-n') return status(second !== '');
		return first === '-z' ? status(second === '') : 'unknown';
	}
	if (words.length > 3) return 'unknown';
	const texts = ofTexts.get(second);
	if (texts) return patterns && /[*?[]/.test(third) ? 'unknown' : status(texts(first, third));
	const numbers = ofNumbers.get(second);
	if (!numbers || !whole.test(first) || !whole.test(third)) return 'unknown';
	return status(numbers(BigInt(first.trim()), BigInt(third.trim())));
}

/** The status of a test, by its words; the first is its name. */
export function testStatus([name, ...words]: readonly string[]): Status {
	if (name === 'test') return decide(words, false);
	const closed = words.at(-1) === (name === '[' ? ']' : ']]');
	return closed ? decide(words.slice(0, -1), name === '[[') : 'unknown';
}
