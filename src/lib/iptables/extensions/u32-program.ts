/** The tests of -m u32, run over the octets of a packet. */
import type { Outcome, PacketView } from '../evaluation';
import { unknown } from './evaluate';
import { wordReader, type Word } from './packet-octets';

interface Step {
	readonly operator: string;
	readonly number: number;
}

export interface U32Test {
	readonly start: number;
	readonly steps: readonly Step[];
	readonly ranges: readonly (readonly [number, number])[];
}

const everyBit = 0xffff_ffff;

/** Reads tests in the form in which they are saved: `0x0>>0x16&0x3c@0x4=0x1:0x5&&...`. */
export function u32Program(text: string): readonly U32Test[] {
	return text.split('&&').map((test) => {
		const [location = '', values = ''] = test.split('=');
		const [first, ...steps] = [...location.matchAll(/(&|<<|>>|@|^)(0x[0-9a-f]+)/g)].map(
			([, operator = '', number = '0']) => ({ operator, number: Number(number) })
		);
		const ranges = values.split(',').map((range) => {
			const [low = '0', high = low] = range.split(':');
			return [Number(low), Number(high)] as const;
		});
		return { start: first?.number ?? 0, steps, ranges };
	});
}

function calculate({ value, known }: Word, { operator, number }: Step): Word {
	const bits = number & 31;
	switch (operator) {
		case '&':
			return { value: (value & number) >>> 0, known: (known | ~number) >>> 0 };
		case '<<':
			return { value: (value << bits) >>> 0, known: ((known << bits) | (2 ** bits - 1)) >>> 0 };
		default:
			return {
				value: value >>> bits,
				known: ((known >>> bits) | ~(everyBit >>> bits)) >>> 0
			};
	}
}

/** The word at a location: undefined beyond the packet, `open` if it is not described. */
function locate(
	{ start, steps }: U32Test,
	length: number,
	read: (offset: number) => Word
): Word | undefined | 'open' {
	if (start > length - 4) return undefined;
	let at = 0;
	let word = read(start);
	for (const step of steps) {
		if (step.operator !== '@') {
			word = calculate(word, step);
			continue;
		}
		if (word.known !== everyBit) return 'open';
		at += word.value;
		if (step.number > length - at - 4) return undefined;
		word = read(at + step.number);
	}
	return word;
}

/** Whether all tests hold (u32_match_it). */
export function runU32(tests: readonly U32Test[], packet: PacketView): Outcome {
	const { length } = packet;
	if (length == null) return unknown('the length of the packet is left open');
	const read = wordReader(packet);
	for (const test of tests) {
		const word = locate(test, length, read);
		if (word === undefined) return false;
		if (word === 'open') return unknown('octets that u32 looks at are not given');
		const least = (word.value & word.known) >>> 0;
		const most = (word.value | ~word.known) >>> 0;
		const inside = test.ranges.filter(([low, high]) => low <= most && high >= least);
		if (inside.length === 0) return false;
		if (!inside.some(([low, high]) => low <= least && most <= high))
			return unknown('octets that u32 looks at are not given');
	}
	return true;
}
