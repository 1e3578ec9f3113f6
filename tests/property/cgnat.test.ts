import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ranges, readNetworks, walk } from '$lib/cgnat';
import { ipv4, printIpv4 } from '$lib/net';

describe('reading networks', () => {
	it('never throws, and reports every line at most once as not understood', () => {
		const word = fc.oneof(
			fc.constantFrom(
				'inet',
				'dev',
				'eth0:',
				'<UP>',
				'flags=4163<UP>',
				'default',
				'via',
				'. . . :'
			),
			fc.constantFrom(
				'100.64.0.1',
				'10/8',
				'255.255.0.0',
				'0xffff0000',
				'::1/128',
				'=====',
				'U',
				'-'
			),
			fc.string({ maxLength: 8 })
		);
		const text = fc
			.array(
				fc.array(word, { maxLength: 7 }).map((words) => words.join(' ')),
				{ maxLength: 12 }
			)
			.map((lines) => lines.join('\n'));
		fc.assert(
			fc.property(text, (input) => {
				const { problems } = readNetworks(input);
				const lines = problems.map(({ span }) => span.line);
				expect(new Set(lines).size).toBe(lines.length);
			})
		);
	});
});

describe('the walk', () => {
	const prefix = fc
		.tuple(fc.integer({ min: 0x64000000, max: 0x647fffff }), fc.integer({ min: 9, max: 32 }))
		.map(([address, length]) => `${printIpv4(ipv4(address))}/${length}`);

	it('gives the first range that no network shares an address with, whatever their order', () => {
		fc.assert(
			fc.property(fc.array(prefix, { maxLength: 12 }), fc.nat(), (prefixes, turn) => {
				const { value } = readNetworks(prefixes.join('\n'));
				const taken = (index: number) =>
					value.all.some(({ range }) => {
						const lo = 0x64400000 + index * 0x10000;
						return range.family === 'ipv4' && range.lo <= lo + 0xffff && range.hi >= lo;
					});
				const first = ranges.find(({ index }) => !taken(index));
				expect(walk(value.all).inUse?.range).toEqual(first);
				const cut = prefixes.length === 0 ? 0 : turn % prefixes.length;
				const turned = [...prefixes.slice(cut), ...prefixes.slice(0, cut)].join('\n');
				expect(walk(readNetworks(turned).value.all).inUse?.range).toEqual(first);
			})
		);
	});
});
