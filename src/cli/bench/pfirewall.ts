// The summary of a large firewall log, against the tools that an administrator has at hand.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ranges } from '$lib/cgnat';
import { numberSets } from '$lib/net';
import { readLog, topOf, type ByteSource, type Query, type Reading } from '$lib/pfirewall';
import type { Bench, Figure } from './bench';

const ROWS = 3_000_000;
const RUNS = 7;
const HEADER =
	'#Version: 1.5\r\n#Software: Microsoft Windows Firewall\r\n#Time Format: Local\r\n#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path\r\n\r\n';

/** What ripgrep and mawk look for: the drops with an address of the twenty ranges. */
const IN_RANGE = String.raw`100\.(6[4-9]|7[0-9]|8[0-3])\.`;
const PATTERN = String.raw` DROP \S+ (\S+ )?${IN_RANGE}`;
const PROGRAM = `$3 == "DROP" { if ($5 ~ /^${IN_RANGE}/) n[$5]++; else if ($6 ~ /^${IN_RANGE}/) n[$6]++ } END { for (a in n) print n[a], a }`;

const query: Query = {
	action: 'DROP',
	range: numberSets.of(ranges),
	inRange: true,
	conditions: []
};

/** Whole numbers below a bound, the same in every run (Numerical Recipes' generator). */
function random(): (below: number) => number {
	let state = 1;
	return (below) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 0x1_0000_0000) * below);
	};
}

/** Writes a log of which 2 % are drops in the range, and so many percent drops at all. */
function writeLog(path: string, drops: number): void {
	const below = random();
	const octet = () => 1 + below(254);
	const file = openSync(path, 'w');
	let text = HEADER;
	for (let row = 0; row < ROWS; row++) {
		// Five rows a second.
		const time = new Date(Date.UTC(2026, 0, 5) + row * 200).toISOString();
		const share = below(100);
		const own = `192.168.${below(20)}.${octet()}`;
		const other =
			share < 2
				? `100.${64 + below(20)}.${below(4)}.${octet()}`
				: `${11 + below(80)}.${octet()}.${octet()}.${octet()}`;
		const sent = below(2) === 0;
		const tcp = below(3) === 0;
		text += `${time.slice(0, 10)} ${time.slice(11, 19)} ${share < drops ? 'DROP' : 'ALLOW'} ${tcp ? 'TCP' : 'UDP'} ${sent ? own : other} ${sent ? other : own} ${49_152 + below(16_000)} ${[443, 80, 53, 445, 9000][below(5)] ?? 443} ${below(1400)} ${tcp ? `S ${below(2 ** 32)} 0 65535` : '- - - -'} - - - ${sent ? 'SEND' : 'RECEIVE'}\r\n`;
		if (text.length > 1 << 20) {
			writeSync(file, text);
			text = '';
		}
	}
	writeSync(file, text);
	closeSync(file);
}

function median(times: readonly number[]): number {
	return [...times].sort((a, b) => a - b)[times.length >> 1] ?? NaN;
}

/** Runs a command; its output, and the seconds it took, start included. */
function run(
	command: string,
	args: readonly string[]
): { output: string; seconds: number } | undefined {
	const began = performance.now();
	const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
	return status === 0 ? { output: stdout, seconds: (performance.now() - began) / 1000 } : undefined;
}

async function read(path: string, simd: boolean): Promise<{ reading: Reading; seconds: number }> {
	const began = performance.now();
	const file = await open(path);
	const source: ByteSource = {
		size: (await file.stat()).size,
		read: async (into, offset) => (await file.read(into, 0, into.length, offset)).bytesRead
	};
	const reading = await readLog(source, query, { simd });
	await file.close();
	if (reading.kind !== 'log') throw new Error('the log was not taken for one');
	return { reading, seconds: (performance.now() - began) / 1000 };
}

async function* compare(
	path: string,
	drops: number,
	hold: boolean
): AsyncIterable<Figure | string> {
	writeLog(path, drops);
	const megabytes = Math.round(statSync(path).size / 1e6);
	yield `a log of ${megabytes} MB, ${ROWS.toLocaleString('en')} rows, ${drops} % of them drops, 2 % drops in the range; median of ${RUNS} runs, in turn:`;
	const own: number[] = [];
	const plain: number[] = [];
	const ripgrep: number[] = [];
	const mawk: number[] = [];
	for (let turn = 0; turn < RUNS; turn++) {
		const { reading, seconds } = await read(path, true);
		own.push(seconds);
		plain.push((await read(path, false)).seconds);
		const counted = run('rg', ['-c', PATTERN, path]);
		if (counted) {
			ripgrep.push(counted.seconds);
			const matches = Number(counted.output);
			if (matches !== reading.summary.found) {
				throw new Error(`ripgrep counts ${matches} drops, the summary ${reading.summary.found}`);
			}
		}
		const added = run('mawk', [PROGRAM, path]);
		if (added) {
			mawk.push(added.seconds);
			const byAddress = new Map(
				topOf(reading.summary.tables.address).map(({ key, count }) => [key, count])
			);
			for (const line of added.output.trim().split('\n')) {
				const [count = '', address = ''] = line.split(' ');
				if (byAddress.get(address) !== Number(count)) {
					throw new Error(`mawk counts ${count} drops of ${address}`);
				}
			}
		}
	}
	const most = hold && ripgrep.length > 0 ? { to: 'ripgrep', most: median(ripgrep) } : undefined;
	yield {
		what: 'the whole summary, in one thread',
		value: median(own),
		unit: 's',
		...(most && { held: most })
	};
	yield { what: 'the slowest of these runs', value: Math.max(...own), unit: 's' };
	yield {
		what: 'the same without WebAssembly, as in the single file',
		value: median(plain),
		unit: 's'
	};
	yield ripgrep.length > 0
		? {
				what: 'rg -c, the drops in the range counted, nothing else',
				value: median(ripgrep),
				unit: 's'
			}
		: 'ripgrep is not here: nothing to hold the summary to';
	yield mawk.length > 0
		? { what: 'mawk, the same counted by address', value: median(mawk), unit: 's' }
		: 'mawk is not here';
}

export const bench: Bench = {
	name: 'pfirewall',
	async *figures() {
		const folder = mkdtempSync(join(tmpdir(), 'waythrough-bench-'));
		try {
			// Windows logs drops alone unless it is told to log what it allows as well.
			yield* compare(join(folder, 'pfirewall.log'), 100, true);
			yield* compare(join(folder, 'pfirewall.log'), 50, true);
			yield* compare(join(folder, 'pfirewall.log'), 12, false);
			yield 'Where few rows are drops, ripgrep leaps from one to the next; the summary looks at every row, since it also says how many there are, what time they cover and which are malformed.';
		} finally {
			rmSync(folder, { recursive: true });
		}
	}
};
