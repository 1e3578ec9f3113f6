import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apply, noRules, printSave, type Backend } from '$lib/iptables';

interface Recorded {
	readonly title: string;
	readonly text: string;
	readonly backends: readonly Backend[];
	readonly refused: string;
	readonly saved: string;
}

/** Blocks of `### title`, commands, and one or two `==> back end refuse lines`, each with the saved form. */
function recorded(file: string): readonly Recorded[] {
	return readFileSync(`tests/cases/iptables/${file}`, 'utf8')
		.split(/^### /m)
		.slice(1)
		.flatMap((block) => {
			const [head = '', ...results] = block.split(/^==> /m);
			const [title = '', ...lines] = head.split('\n');
			return results.map((result): Recorded => {
				const [first = '', ...saved] = result.trim().split('\n');
				const [backend = '', , ...refused] = first.split(' ');
				return {
					title,
					text: lines.join('\n').trim(),
					backends:
						backend === 'both' ? ['legacy', 'nft'] : backend === 'nft' ? ['nft'] : ['legacy'],
					refused: refused.join(' '),
					saved: saved.join('\n')
				};
			});
		});
}

describe('commands have the same effect as in iptables', () => {
	const cases = [...recorded('commands.txt'), ...recorded('dumps.txt')].flatMap((each) =>
		each.backends.map((backend) => [each.title, backend, each] as const)
	);
	it.each(cases)('%s (%s)', (title, backend, { text, refused, saved }) => {
		const dump = /dump/i.test(title);
		const { ruleSets, refusals } = apply(noRules(backend), text, {
			kind: dump ? 'save' : 'script'
		});
		const lines = dump
			? refusals.length > 0
				? '*'
				: '-'
			: [...new Set(refusals.map(({ span }) => span.line))].join(' ') || '-';
		const family = title.includes('IPv6') ? 'ipv6' : 'ipv4';
		const printed = printSave(ruleSets[family], { counters: /counters/i.test(title) }).trim();
		expect({ refused: lines, saved: printed }).toEqual({ refused, saved });
	});
});
