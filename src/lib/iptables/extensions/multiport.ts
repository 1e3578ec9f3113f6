// multiport_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_multiport.c
import type { FieldSet, Test } from '../evaluation';
import type { Option, OptionType } from '../extension';
import type { ValueOf } from '../values';
import { match, needsOne, option, others } from './define';
import { ask, evaluation, given, hasHeader, negate, unknown, always } from './evaluate';
import { signed } from './listing';
import { badPort, printRange, readPort, sayRange, transportOf } from './types/port';
import { bad, good } from './types/result';

const slots = 15;
/** Protocols that have ports where multiport looks for them: TCP, UDP, DCCP, SCTP, UDP-Lite. */
const protocols = [6, 17, 33, 132, 136];

const ports: OptionType<ValueOf<'ranges'>> = {
	argument: 'port[,port|,port:port]...',
	words: 1,
	is: (value) => value.kind === 'ranges',
	read(text, context) {
		const { protocol } = context.header;
		if (!protocol || protocol.inverted || !protocols.includes(protocol.value))
			return bad(
				'multiport-protocol',
				'multiport needs a protocol with ports',
				'Write -p tcp, -p udp, -p udplite, -p sctp or -p dccp before it.'
			);
		const transport = transportOf(context) ?? 'none';
		const ranges: { low: number; high: number }[] = [];
		let used = 0;
		for (const word of text.split(',')) {
			const colon = word.indexOf(':');
			const first = colon < 0 ? word : word.slice(0, colon);
			const low = readPort(first, transport);
			if (low < 0) return badPort(first);
			const high = colon < 0 ? low : readPort(word.slice(colon + 1), transport);
			if (high < 0) return badPort(word.slice(colon + 1));
			if (colon >= 0 && low >= high)
				return bad(
					'reversed-range',
					`the range “${word}” does not end above its beginning`,
					'Write the lower port first, or a single port.'
				);
			used += colon < 0 ? 1 : 2;
			if (used > slots)
				return bad(
					'too-many-ports',
					`multiport takes at most ${slots} ports, a range counting as two`,
					'Use two rules.'
				);
			ranges.push({ low, high });
		}
		return good({ kind: 'ranges', ranges });
	},
	print: ({ ranges }) => ranges.map(printRange).join(','),
	say: ({ ranges }) => ranges.map(sayRange).join(', ')
};

function portOption(name: string, alias: string | undefined, what: string, phrase: string) {
	return option(name, ports, `${what}: up to 15, a range counting as two.`, {
		aliases: alias === undefined ? [] : [alias],
		invertible: true,
		excludes: others(['sports', 'dports', 'ports'], name),
		phrase
	});
}
const sports = portOption('sports', 'source-ports', 'Source ports', 'from ports $');
const dports = portOption('dports', 'destination-ports', 'Destination ports', 'to ports $');
const either = portOption('ports', undefined, 'Source or destination ports', 'from or to ports $');

type Ranges = ValueOf<'ranges'>['ranges'];

function includes(ranges: Ranges, port: number): boolean {
	for (const { low, high } of ranges) if (port >= low && port <= high) return true;
	return false;
}

function fieldSet(ranges: Ranges): FieldSet {
	const sorted = [...ranges].sort((a, b) => a.low - b.low);
	const merged: [number, number][] = [];
	for (const { low, high } of sorted) {
		const last = merged.at(-1);
		if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high);
		else merged.push([low, high]);
	}
	return { kind: 'numbers', ranges: merged };
}

function oneSide(field: 'sport' | 'dport', ranges: Ranges, inverted: boolean): Test {
	const set = fieldSet(ranges);
	return (packet) => {
		const port = packet[field];
		if (typeof port === 'number') return includes(ranges, port) !== inverted;
		return port === null ? false : ask(packet, field, set, inverted);
	};
}

function eitherSide(ranges: Ranges, inverted: boolean): Test {
	const source = oneSide('sport', ranges, false);
	const destination = oneSide('dport', ranges, false);
	return (packet) => {
		if (packet.sport === null || packet.dport === null) return false;
		const first = source(packet);
		if (first === true) return !inverted;
		const second = destination(packet);
		if (second === true || first === false) return inverted ? negate(second) : second;
		if (second === false) return inverted ? negate(first) : first;
		return unknown('neither port is given');
	};
}

function test(tested: Option<ValueOf<'ranges'>>, field: 'sport' | 'dport') {
	return given(tested, ({ ranges }, inverted) => oneSide(field, ranges, inverted));
}

export const multiport = match({
	name: 'multiport',
	summary: 'One of several ports.',
	options: [sports, dports, either],
	listing: {
		pattern: /^multiport (sports|dports|ports) +(?:(!) ?)?(\S+)/,
		words: ([which = '', sign, list = '']) => signed(sign, `--${which}`, list)
	},
	protocols,
	check: needsOne(),
	evaluate: evaluation(
		// Only the first four octets are read, so a header truncated after its ports still matches.
		always('', () => hasHeader('transport', 4)),
		test(sports, 'sport'),
		test(dports, 'dport'),
		given(either, ({ ranges }, inverted) => eitherSide(ranges, inverted))
	)
});
