// Reading rules: a dump of 100,000 rules, and one edited line in it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read } from '$lib/iptables';
import type { Bench, Figure } from './bench';

const RULES = 100_000;
const CHAINS = 50;
const ROUNDS = 5;
/** How long reading one edited line may take: a frame. */
const FRAME = 16;

/** A reproducible sequence of integers below a limit. */
function numbers(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 0x1_0000_0000) * below);
	};
}

/** Rules as in host and gateway rule sets, most of them different. */
function dump(): string {
	const below = numbers(1);
	const lines = ['*filter', ':INPUT DROP [0:0]', ':FORWARD DROP [0:0]', ':OUTPUT ACCEPT [0:0]'];
	for (let chain = 0; chain < CHAINS; chain++) lines.push(`:chain${chain} - [0:0]`);
	for (let chain = 0; chain < CHAINS; chain++) {
		lines.push(`-A INPUT -i eth${below(8)} -j chain${chain}`);
	}
	const address = () => `${1 + below(223)}.${below(256)}.${below(256)}.${below(256)}/32`;
	for (let rule = CHAINS; rule < RULES; rule++) {
		const chain = `-A chain${below(CHAINS)}`;
		switch (below(5)) {
			case 0:
			case 1:
				lines.push(`${chain} -s ${address()} -p tcp -m tcp --dport ${1 + below(65_535)} -j ACCEPT`);
				break;
			case 2:
				lines.push(`${chain} -d ${address()} -i eth0 -p udp -m udp --sport 53 -j DROP`);
				break;
			case 3:
				lines.push(
					`${chain} -s ${address()} -m conntrack --ctstate NEW,ESTABLISHED -m comment --comment "rule ${rule}" -j ACCEPT`
				);
				break;
			default:
				lines.push(`${chain} -s ${address()} -p tcp -m multiport --dports 80,443 -j ACCEPT`);
		}
	}
	lines.push('COMMIT', '');
	return lines.join('\n');
}

/** The shortest of several rounds, in ms. */
function shortest(rounds: number, work: (round: number) => void): number {
	let best = Infinity;
	for (let round = 0; round < rounds; round++) {
		const start = performance.now();
		work(round);
		best = Math.min(best, performance.now() - start);
	}
	return best;
}

/** How long iptables-legacy-restore takes to test the file; undefined if it can't be run. */
function ofIptables(file: string): number | undefined {
	const command = `iptables-legacy-restore --test < '${file}'`;
	const run = () => spawnSync('unshare', ['-n', 'sh', '-c', command]).status;
	if (run() !== 0) return undefined;
	return shortest(ROUNDS, run);
}

/** How long it takes to read a dump again after an edit; the edits accumulate. */
function reread(text: string, edit: (lines: string[], at: number) => void): number {
	const lines = text.split('\n');
	const texts = Array.from({ length: 20 }, (_, round) => {
		edit(lines, 1000 + round * 4000);
		return lines.join('\n');
	});
	let reading = read(text);
	return shortest(texts.length, (round) => {
		reading = read(texts[round] ?? text, {}, reading);
	});
}

async function* figures(): AsyncGenerator<Figure | string> {
	const text = dump();
	const folder = mkdtempSync(join(tmpdir(), 'waythrough-'));
	const file = join(folder, 'rules');
	writeFileSync(file, text);
	const theirs = ofIptables(file);
	rmSync(folder, { recursive: true });
	await Promise.resolve();
	const first = shortest(1, () => read(text, { backend: 'legacy' }));
	const ours = shortest(ROUNDS, () => read(text, { backend: 'legacy' }));
	if (theirs === undefined) yield 'iptables-legacy-restore can only be asked by root on Linux.';
	else yield { what: 'iptables-legacy-restore --test of the same file', value: theirs, unit: 'ms' };
	const held =
		theirs === undefined ? {} : { held: { to: 'iptables-legacy-restore', most: theirs } };
	yield { what: `read a dump of ${RULES} rules, the first time`, value: first, unit: 'ms' };
	yield { what: `read a dump of ${RULES} rules`, value: ours, unit: 'ms', ...held };
	const frame = { to: 'a frame', most: FRAME };
	yield {
		what: 'read it again with one line edited',
		value: reread(text, (lines, at) => {
			lines[at] = (lines[at] ?? '').replace(/-j \w+$/, '-j RETURN');
		}),
		unit: 'ms',
		held: frame
	};
	yield {
		what: 'read it again with one line added',
		value: reread(text, (lines, at) => lines.splice(at, 0, '-A chain0 -s 192.0.2.1/32 -j DROP')),
		unit: 'ms',
		held: frame
	};
	yield {
		what: 'read it again with one line removed',
		value: reread(text, (lines, at) => lines.splice(at, 1)),
		unit: 'ms',
		held: frame
	};
}

export const bench: Bench = { name: 'iptables', figures };
