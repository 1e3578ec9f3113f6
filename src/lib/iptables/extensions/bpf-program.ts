/**
 * Classic Berkeley packet filter programs: how iptables reads them, and what the kernel accepts.
 * bpf_check_classic, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/core/filter.c
 */
import { unsignedInt } from '../number';

export interface Instruction {
	readonly code: number;
	/** How many instructions are skipped if the comparison is true, and if not. */
	readonly yes: number;
	readonly no: number;
	readonly value: number;
}

/** sscanf: four numbers, followed by anything. */
const scan = /^\s*([-+]?\d+)\s+([-+]?\d+)\s+([-+]?\d+)\s+([-+]?\d+)/;

/** One instruction as `tcpdump -ddd` writes it, each number truncated to its field. */
export function readInstruction(text: string): Instruction | undefined {
	const numbers = scan.exec(text)?.slice(1);
	if (!numbers) return undefined;
	const [code = 0, yes = 0, no = 0, value = 0] = numbers.map((each) => unsignedInt(each, 10).value);
	return { code: code & 0xffff, yes: yes & 0xff, no: no & 0xff, value };
}

export function printInstruction({ code, yes, no, value }: Instruction): string {
	return `${code} ${yes} ${no} ${value}`;
}

const LD_IMM = 0x00;
const LD_MEM = 0x60;
const LDX_MEM = 0x61;
const ST = 0x02;
const STX = 0x03;
const JA = 0x05;
const returns: readonly number[] = [0x06, 0x16];
const stores: readonly number[] = [ST, STX];
const loads: readonly number[] = [LD_MEM, LDX_MEM];
/** Loads from an offset in the packet: a word, half a word or an octet; offsets near the end of the
 * number range refer to the kernel's metadata instead. */
const absolute: readonly number[] = [0x20, 0x28, 0x30];
const indirect: readonly number[] = [0x40, 0x48, 0x50];
/** Length, immediate value, length of the IPv4 header. */
const otherLoads: readonly number[] = [LD_IMM, 0x80, 0x01, 0x81, 0xb1];
const moves: readonly number[] = [0x07, 0x87];
/** add, sub, mul, div, or, and, lsh, rsh, mod, xor, with a number or with X; and neg. */
const sums = [0x04, 0x14, 0x24, 0x34, 0x44, 0x54, 0x64, 0x74, 0x94, 0xa4];
const divisions: readonly number[] = [0x34, 0x94];
const shifts: readonly number[] = [0x64, 0x74];
const comparisons: readonly number[] = [0x15, 0x25, 0x35, 0x45].flatMap((code) => [code, code | 8]);
const known: ReadonlySet<number> = new Set([
	...sums.flatMap((code) => [code, code | 8]),
	0x84,
	...absolute,
	...indirect,
	...otherLoads,
	...loads,
	...stores,
	...moves,
	...returns,
	JA,
	...comparisons
]);

const cells = 16;
const ancillary = 0xffff_f000;
const lastAncillary = ancillary + 60;

/** Whether one instruction is valid with `left` more after it. */
function isSound({ code, yes, no, value }: Instruction, left: number): boolean {
	if (!known.has(code)) return false;
	if (divisions.includes(code)) return value !== 0;
	if (shifts.includes(code)) return value < 32;
	if (loads.includes(code) || stores.includes(code)) return value < cells;
	if (code === JA) return value < left;
	if (comparisons.includes(code)) return yes < left && no < left;
	if (absolute.includes(code) && value >= ancillary)
		return value <= lastAncillary && value % 4 === 0;
	return true;
}

/** Whether no memory cell is read before it is certainly written: check_load_and_stores. */
function readsWhatIsWritten(program: readonly Instruction[]): boolean {
	const arriving = program.map(() => 0xffff);
	let written = 0;
	const jump = (to: number) => {
		arriving[to] = (arriving[to] ?? 0) & written;
	};
	for (const [at, { code, yes, no, value }] of program.entries()) {
		written &= arriving[at] ?? 0;
		if (stores.includes(code)) written |= 1 << value;
		else if (loads.includes(code) && !(written & (1 << value))) return false;
		else if (code === JA) {
			jump(at + 1 + value);
			written = 0xffff;
		} else if (comparisons.includes(code)) {
			jump(at + 1 + yes);
			jump(at + 1 + no);
			written = 0xffff;
		}
	}
	return true;
}

/** Whether the kernel accepts the program. */
export function isProgram(program: readonly Instruction[]): boolean {
	const last = program.at(-1);
	return (
		last !== undefined &&
		program.every((each, at) => isSound(each, program.length - at - 1)) &&
		returns.includes(last.code) &&
		readsWhatIsWritten(program)
	);
}
