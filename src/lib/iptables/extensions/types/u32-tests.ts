/**
 * The language of -m u32: `location = value [&& ...]`, a location being a number with operators.
 * https://git.netfilter.org/iptables/tree/extensions/libxt_u32.c
 */
import { leadingNumber } from '../../number';
import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { allBits, hex } from './mark';
import { bad, good } from './result';

const most = 10;

/** A text that is read from the beginning. */
class Reader {
	#rest: string;

	constructor(text: string) {
		this.#rest = text.trimStart();
	}

	get done(): boolean {
		return this.#rest === '';
	}

	/** Consumes the word if it comes next. */
	take(word: string): boolean {
		if (!this.#rest.startsWith(word)) return false;
		this.#rest = this.#rest.slice(word.length).trimStart();
		return true;
	}

	number(): number | undefined {
		const found = leadingNumber(this.#rest);
		if (!found || found.value > allBits) return undefined;
		this.#rest = found.rest.trimStart();
		return found.value;
	}
}

/** A location, printed; undefined if it is none. */
function readLocation(reader: Reader): string | undefined {
	let text = '';
	for (let numbers = 1; numbers <= most; numbers++) {
		const number = reader.number();
		if (number === undefined) return undefined;
		text += hex(number);
		if (reader.take('=')) return text;
		const operator = ['&', '<<', '>>', '@'].find((each) => reader.take(each));
		if (operator === undefined) return undefined;
		text += operator;
	}
	return undefined;
}

function readValues(reader: Reader): string | undefined {
	const values: string[] = [];
	do {
		const low = reader.number();
		const high = reader.take(':') ? reader.number() : low;
		if (low === undefined || high === undefined) return undefined;
		values.push(low === high ? hex(low) : `${hex(low)}:${hex(high)}`);
	} while (reader.take(','));
	return values.length > most ? undefined : values.join(',');
}

function readTests(text: string): string | undefined {
	const reader = new Reader(text);
	const tests: string[] = [];
	do {
		const location = readLocation(reader);
		const values = location === undefined ? undefined : readValues(reader);
		if (location === undefined || values === undefined) return undefined;
		tests.push(`${location}=${values}`);
	} while (reader.take('&&'));
	return reader.done && tests.length <= most ? tests.join('&&') : undefined;
}

/** Kept as a text in the form that iptables-save prints. */
export const u32Tests: OptionType<ValueOf<'text'>> = {
	argument: 'tests',
	words: 1,
	is: (value) => value.kind === 'text',
	read(text) {
		const tests = readTests(text);
		return tests === undefined
			? bad('bad-u32', `“${text}” is not a u32 test`, 'Write it as 0>>22&0x3C@0=0x1 && 4=5:7.')
			: good({ kind: 'text', text: tests });
	},
	print: ({ text }) => `"${text}"`,
	say: ({ text }) => text
};
