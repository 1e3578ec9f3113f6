/**
 * Assembles one WebAssembly function from its text form, instruction by instruction, as `wat2wasm`
 * does. Knows only the instructions that walk.ts uses.
 * Source: https://webassembly.github.io/spec/core/binary/index.html
 */

/** The operand of an instruction. */
type Operand = 'none' | 'local' | 'label' | 'open' | 'i32' | 'i64' | 'v128' | 'memory';

const SIMD = 0xfd;
const EMPTY_BLOCK = 0x40;
const I32 = 0x7f;

const TYPES = { i32: I32, i64: 0x7e, v128: 0x7b } as const;
type ValueType = keyof typeof TYPES;

const INSTRUCTIONS: Readonly<Record<string, readonly [Operand, ...(readonly number[])]>> = {
	block: ['open', 0x02],
	loop: ['open', 0x03],
	if: ['open', 0x04],
	else: ['none', 0x05],
	end: ['none', 0x0b],
	br: ['label', 0x0c],
	br_if: ['label', 0x0d],
	select: ['none', 0x1b],
	'local.get': ['local', 0x20],
	'local.set': ['local', 0x21],
	'local.tee': ['local', 0x22],
	'i32.load': ['memory', 0x28],
	'i64.load': ['memory', 0x29],
	'i32.load8_u': ['memory', 0x2d],
	'i32.load16_u': ['memory', 0x2f],
	'i32.store': ['memory', 0x36],
	'f64.store': ['memory', 0x39],
	'i32.const': ['i32', 0x41],
	'i64.const': ['i64', 0x42],
	'i32.eqz': ['none', 0x45],
	'i32.eq': ['none', 0x46],
	'i32.ne': ['none', 0x47],
	'i32.lt_s': ['none', 0x48],
	'i32.lt_u': ['none', 0x49],
	'i32.gt_s': ['none', 0x4a],
	'i32.gt_u': ['none', 0x4b],
	'i32.le_u': ['none', 0x4d],
	'i32.ge_s': ['none', 0x4e],
	'i32.ge_u': ['none', 0x4f],
	'i64.eqz': ['none', 0x50],
	'i64.eq': ['none', 0x51],
	'i64.ne': ['none', 0x52],
	'i64.lt_s': ['none', 0x53],
	'i64.gt_s': ['none', 0x55],
	'i32.ctz': ['none', 0x68],
	'i32.add': ['none', 0x6a],
	'i32.sub': ['none', 0x6b],
	'i32.mul': ['none', 0x6c],
	'i32.div_u': ['none', 0x6e],
	'i32.rem_u': ['none', 0x70],
	'i32.and': ['none', 0x71],
	'i32.or': ['none', 0x72],
	'i32.xor': ['none', 0x73],
	'i32.shl': ['none', 0x74],
	'i32.shr_u': ['none', 0x76],
	'i64.ctz': ['none', 0x7a],
	'i64.popcnt': ['none', 0x7b],
	'i64.add': ['none', 0x7c],
	'i64.sub': ['none', 0x7d],
	'i64.mul': ['none', 0x7e],
	'i64.and': ['none', 0x83],
	'i64.or': ['none', 0x84],
	'i64.xor': ['none', 0x85],
	'i64.shl': ['none', 0x86],
	'i32.wrap_i64': ['none', 0xa7],
	'i64.extend_i32_s': ['none', 0xac],
	'i64.extend_i32_u': ['none', 0xad],
	'f64.convert_i64_s': ['none', 0xb9],
	'v128.load': ['memory', SIMD, 0],
	'v128.const': ['v128', SIMD, 12],
	'i8x16.splat': ['none', SIMD, 15],
	'i8x16.eq': ['none', SIMD, 35],
	'i8x16.le_u': ['none', SIMD, 42],
	'v128.or': ['none', SIMD, 80],
	'v128.xor': ['none', SIMD, 81],
	'v128.any_true': ['none', SIMD, 83],
	'i8x16.all_true': ['none', SIMD, 99],
	'i8x16.bitmask': ['none', SIMD, 100]
};

/** A function that takes and returns 32-bit integers, and reads and writes an imported memory. */
export interface Source {
	readonly params: readonly string[];
	readonly locals: Readonly<Record<string, ValueType>>;
	/** Instructions with their operands, separated by blanks; `;;` starts a comment. */
	readonly text: string;
}

/** LEB128, signed. */
function signed(value: bigint): readonly number[] {
	const low = Number(value & 0x7fn);
	const rest = value >> 7n;
	const last = (rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0);
	return last ? [low] : [low | 0x80, ...signed(rest)];
}

/** LEB128, unsigned. */
function unsigned(value: number): readonly number[] {
	return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

const vector = (items: readonly (readonly number[])[]) => [
	...unsigned(items.length),
	...items.flat()
];
const section = (id: number, content: readonly number[]) => [
	id,
	...unsigned(content.length),
	...content
];
const name = (text: string) => vector(Array.from(text, (letter) => [letter.charCodeAt(0)]));

function instructions(source: Source): readonly number[] {
	const locals = [...source.params, ...Object.keys(source.locals)];
	const labels: string[] = [];
	const bytes: number[] = [];
	const tokens = source.text.replace(/;;.*/g, '').trim().split(/\s+/);
	for (let at = 0; at < tokens.length; at++) {
		const token = tokens[at] ?? '';
		const [operand, ...opcode] = INSTRUCTIONS[token] ?? [];
		if (operand === undefined) throw new SyntaxError(`no instruction ${token}`);
		bytes.push(...opcode);
		if (token === 'end') labels.pop();
		if (operand === 'none') continue;
		const next = tokens[at + 1] ?? '';
		switch (operand) {
			case 'open':
				bytes.push(EMPTY_BLOCK);
				labels.push(next.startsWith('$') ? next : '');
				if (next.startsWith('$')) at++;
				break;
			case 'label':
				bytes.push(...unsigned(labels.length - 1 - labels.lastIndexOf(next)));
				at++;
				break;
			case 'local':
				bytes.push(...unsigned(locals.indexOf(next.slice(1))));
				at++;
				break;
			case 'i32':
				bytes.push(...signed(BigInt.asIntN(32, BigInt(next))));
				at++;
				break;
			case 'i64':
				bytes.push(...signed(BigInt(next)));
				at++;
				break;
			case 'v128':
				bytes.push(...(next.match(/../g) ?? []).map((byte) => parseInt(byte, 16)));
				at++;
				break;
			case 'memory': {
				const [, offset] = /^offset=(\d+)$/.exec(next) ?? [];
				bytes.push(0, ...unsigned(Number(offset ?? 0)));
				if (offset !== undefined) at++;
			}
		}
	}
	return bytes;
}

/** A module that imports `memory` from `log` and exports the function as `run`. */
export function assemble(source: Source): Uint8Array<ArrayBuffer> {
	const type = [0x60, ...vector(source.params.map(() => [I32])), ...vector([[I32]])];
	const locals = vector(Object.values(source.locals).map((each) => [1, TYPES[each]]));
	const body = [...locals, ...instructions(source), 0x0b];
	return Uint8Array.from([
		...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
		...section(1, vector([type])),
		...section(2, vector([[...name('log'), ...name('memory'), 0x02, 0x00, 0x01]])),
		...section(3, vector([[0]])),
		...section(7, vector([[...name('run'), 0x00, 0]])),
		...section(10, vector([[...unsigned(body.length), ...body]]))
	]);
}
