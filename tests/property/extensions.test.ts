import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchExtensions, targetExtensions, type Backend, type Family } from '$lib/iptables';

const families: readonly Family[] = ['ipv4', 'ipv6'];
const backends: readonly Backend[] = ['legacy', 'nft'];
const options = [...matchExtensions, ...targetExtensions].flatMap((extension) =>
	extension.options
		.filter(({ type }) => type.words > 0)
		.map((option) => ({ extension, option, title: `${extension.name} --${option.name}` }))
);

/** Texts close to valid values of options: their pieces in any order, and anything else. */
const piece = fc.constantFrom(
	...['0', '1', '010', '0x1f', '255', '65536', '4294967296', '18446744073709551616', '-1', '+5'],
	...[':', '/', '-', ',', '.', ' ', '!', '|', '[', ']', '&&', '=', '@', '>>', '"', '\\', '\u0000'],
	...['192.0.2.1', '10.1', '2001:db8::1', 'ffff::', 'ssh', 'tcp', 'src', 'NEW', 'any', 'inf', 'é']
);
const text = fc.oneof(
	fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
	fc.string({ maxLength: 40 })
);
const context = fc.record({
	family: fc.constantFrom(...families),
	backend: fc.constantFrom(...backends),
	protocol: fc.constantFrom(undefined, 6, 17, 132)
});

describe('any text is read or refused, and what is read is printed', () => {
	it.each(options.map((each) => [each.title, each] as const))('%s', (_, { extension, option }) => {
		fc.assert(
			fc.property(text, context, (given, { family, backend, protocol }) => {
				fc.pre(extension.families.includes(family));
				const result = option.type.read(given, {
					family,
					backend,
					table: 'filter',
					chain: 'INPUT',
					header: protocol === undefined ? {} : { protocol: { value: protocol, inverted: false } }
				});
				if (!result.ok) {
					expect(result.complaint.message).not.toBe('');
					return;
				}
				expect(option.type.is(result.value)).toBe(true);
				const use = { option: option.name, inverted: false, value: result.value };
				expect(option.print(use, { family, backend })).toContain(`--${option.name}`);
				expect(option.say(use, { family, backend })).not.toContain('undefined');
			}),
			{ numRuns: 60 }
		);
	});
});
