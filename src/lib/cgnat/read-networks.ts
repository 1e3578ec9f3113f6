import { spanOf, type Parsed, type Problem } from '$lib/net';
import { showRange, type AddressRange } from './address-range';
import { blockReaders, type BlockReader } from './blocks';
import type { Found, Network, Role } from './network';
import { ownAdapters, type OwnAdapters } from './own-adapter';
import type { CgnatRange } from './range';
import { list, starts, type Line, type LineReader, type Step } from './readers';

export type Networks = {
	/** In the order of the text. */
	readonly all: readonly Network[];
	/** The range of Client Connector's own adapter, if the text shows it. */
	readonly adapterAt: CgnatRange | undefined;
};

function lines(text: string): readonly Line[] {
	const split = text.split(/\r\n|\n|\r/);
	const result: Line[] = [];
	let next = '';
	for (let i = split.length - 1; i >= 0; i--) {
		const line = split[i] ?? '';
		if (line.trim() === '') continue;
		result.push({ number: i + 1, text: line, next });
		next = line;
	}
	return result.reverse();
}

/** A default route, or one of its two halves, which VPNs add to override it. */
function isDefault(range: AddressRange): boolean {
	return range.family === 'ipv4' ? range.hi - range.lo >= 0x7fff_ffff : range.hi - range.lo >= half;
}
const half = (1n << 127n) - 1n;

function roleOf({ range, device }: Found, own: OwnAdapters): Role {
	const because = device && own.because(device);
	if (because !== undefined) return { kind: 'own', because };
	if (isDefault(range)) return { kind: 'default' };
	return range.family === 'ipv6' ? { kind: 'ipv6' } : { kind: 'counts' };
}

/** How many code units of an unrecognised line its problem quotes. */
const SHOWN = 80;

function notUnderstood({ number, text }: Line): Problem {
	const words = text.trim();
	const indent = text.length - text.trimStart().length;
	return {
		code: 'network-line-unknown',
		severity: 'warning',
		message: `Not understood: ${words.length > SHOWN ? `${words.slice(0, SHOWN)} …` : words}`,
		help: 'No network is taken from it. A prefix, a range or an address on a line of its own is always understood.',
		span: spanOf(number, indent, words.length)
	};
}

/** No tool prints longer lines: beyond this many code units a line can only be a list. */
const LONGEST = 2000;

function readLine(line: Line, inside: LineReader | undefined): Step | undefined {
	let step = inside?.(line);
	for (const start of starts) step ??= start(line);
	return step;
}

function readBlock(blocks: readonly BlockReader[], all: readonly Line[], from: number) {
	for (const block of blocks) {
		const read = block(all, from);
		if (read) return read;
	}
	return undefined;
}

/**
 * Reads every network in a text: outputs of the commands that show addresses and routes on
 * Linux, macOS and Windows, and lists of prefixes, ranges and addresses, mixed and in any order.
 * Unrecognised lines are problems (`network-line-unknown`).
 */
export function readNetworks(text: string): Parsed<Networks> {
	const found: Found[] = [];
	const problems: Problem[] = [];
	let inside: LineReader | undefined;
	const all = lines(text);
	const blocks = blockReaders();
	for (let index = 0; index < all.length; index++) {
		const line = all[index];
		if (!line) continue;
		const block = readBlock(blocks, all, index);
		if (block) {
			found.push(...block.found);
			inside = undefined;
			index += block.taken - 1;
			continue;
		}
		const step = line.text.length > LONGEST ? list(line) : readLine(line, inside);
		if (!step) {
			problems.push(notUnderstood(line));
			continue;
		}
		found.push(...step.found);
		inside = step.inside ?? inside;
	}
	const own = ownAdapters(found);
	const networks = found.map(({ range, origin, device, span, ...rest }): Network => {
		const role = roleOf({ range, origin, span, ...rest, ...(device && { device }) }, own);
		return { range, text: showRange(range), origin, ...(device && { device }), span, role };
	});
	return { value: { all: networks, adapterAt: own.range }, problems };
}
