// The summary of a large firewall log, compared with the tools that an administrator has at hand.
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
const RUNS = 11;
/** For work that takes longer and has no limit to meet. */
const FEW_RUNS = 3;
const HEADER = [
	'#Version: 1.5',
	'#Software: Microsoft Windows Firewall',
	'#Time Format: Local',
	'#Fields: date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path'
];

/** The composition of a log. */
interface Kind {
	/** Percentage of the rows that are drops; 2 % are drops in the range. */
	readonly drops: number;
	/** A quarter of the rows are IPv6, some ICMP, each with a process id, at any time, with bare LF. */
	readonly mixed: boolean;
}

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

/** Integers below a bound, the same in every run (Numerical Recipes' generator). */
function random(): (below: number) => number {
	let state = 1;
	return (below) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 0x1_0000_0000) * below);
	};
}

function writeLog(path: string, { drops, mixed }: Kind): void {
	const below = random();
	const octet = () => 1 + below(254);
	const file = openSync(path, 'w');
	const end = mixed ? '\n' : '\r\n';
	let text = `${HEADER.join(end)}${mixed ? ' pid' : ''}${end}${end}`;
	for (let row = 0; row < ROWS; row++) {
		// Five rows a second, or any second of a week.
		const second = mixed ? below(7 * 86_400) : row / 5;
		const time = new Date(Date.UTC(2026, 0, 5) + second * 1000).toISOString();
		const share = below(100);
		const v6 = mixed && share >= 2 && below(4) === 0;
		const own = v6
			? `fe80::3680:dff:fe01:${(1 + below(65_535)).toString(16)}`
			: `192.168.${below(20)}.${octet()}`;
		const other = v6
			? `2001:db8:${below(65_536).toString(16)}::${(1 + below(65_535)).toString(16)}`
			: share < 2
				? `100.${64 + below(20)}.${below(4)}.${octet()}`
				: `${11 + below(80)}.${octet()}.${octet()}.${octet()}`;
		const sent = below(2) === 0;
		const kind = below(3);
		const icmp = mixed && kind === 1 && below(4) === 0;
		const protocol = kind === 0 ? 'TCP' : !icmp ? 'UDP' : v6 ? '58' : 'ICMP';
		const ports = icmp
			? '- -'
			: `${49_152 + below(16_000)} ${[443, 80, 53, 445, 9000][below(5)] ?? 443}`;
		text += `${time.slice(0, 10)} ${time.slice(11, 19)} ${share < drops ? 'DROP' : 'ALLOW'} ${protocol} ${sent ? own : other} ${sent ? other : own} ${ports} ${below(1400)} ${kind === 0 ? `S ${below(2 ** 32)} 0 65535` : '- - - -'} ${icmp ? '8 0' : '- -'} - ${sent ? 'SEND' : 'RECEIVE'}${mixed ? ` ${4 + below(20_000)}` : ''}${end}`;
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

const digits = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });

function seconds(time: number): string {
	return digits.format(time);
}

/** Runs a command; returns its output, and the seconds it took, startup included. */
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

async function* compare(path: string, kind: Kind): AsyncIterable<Figure | string> {
	writeLog(path, kind);
	const megabytes = Math.round(statSync(path).size / 1e6);
	yield `a log of ${megabytes} MB, ${ROWS.toLocaleString('en')} rows, ${kind.drops} % of them drops, 2 % drops in the range${kind.mixed ? '; IPv6, ICMP and process ids, in no order of time' : ''}; median of ${RUNS} runs, in turn:`;
	const own: number[] = [];
	const plain: number[] = [];
	const ripgrep: number[] = [];
	const mawk: number[] = [];
	for (let turn = 0; turn < RUNS; turn++) {
		const { reading, seconds: time } = await read(path, true);
		own.push(time);
		const counted = run('rg', ['-c', PATTERN, path]);
		if (counted) {
			ripgrep.push(counted.seconds);
			const matches = Number(counted.output);
			if (matches !== reading.summary.found) {
				throw new Error(`ripgrep counts ${matches} drops, the summary ${reading.summary.found}`);
			}
		}
		if (turn >= FEW_RUNS) continue;
		plain.push((await read(path, false)).seconds);
		const added = run('mawk', [PROGRAM, path]);
		if (!added) continue;
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
	yield {
		what: 'the whole summary, in one thread',
		value: median(own),
		unit: 's',
		...(ripgrep.length > 0 && { held: { to: 'ripgrep', most: median(ripgrep) } })
	};
	yield {
		what: 'the fastest, the slowest and the first of these runs',
		value: Math.min(...own),
		unit: `s, ${seconds(Math.max(...own))} s, ${seconds(own[0] ?? NaN)} s`
	};
	yield {
		what: 'the same without WebAssembly, as in the single file',
		value: median(plain),
		unit: 's'
	};
	yield ripgrep.length > 0
		? {
				what: 'rg -c, the drops in the range counted, nothing else; its fastest run',
				value: median(ripgrep),
				unit: `s; ${seconds(Math.min(...ripgrep))} s`
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
		const path = join(folder, 'pfirewall.log');
		try {
			yield 'Where few rows are drops, ripgrep leaps from one to the next; the summary looks at every row whatever it is, since it also says how many there are, what time they cover and which are malformed.';
			// Windows logs only drops unless it is configured to log allowed packets as well.
			for (const drops of [100, 50, 12, 2]) yield* compare(path, { drops, mixed: false });
			yield* compare(path, { drops: 50, mixed: true });
		} finally {
			rmSync(folder, { recursive: true });
		}
	}
};
