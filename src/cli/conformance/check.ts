import { apply, builtInChains, noRules, printSave, type Backend, type Family } from '$lib/iptables';
import type { Case, Expectation } from './cases';

export interface Verdict {
	readonly ok: boolean;
	readonly backend: Backend;
	readonly chain: string;
	readonly expected: string;
	readonly found: string;
}

function words(expected: Expectation): string {
	switch (expected.kind) {
		case 'saved':
			return `"${expected.as}"`;
		case 'not-saved':
			return `loaded, but not saved as "${expected.as}"`;
		case 'refused':
			return 'refused';
	}
}

/** Words as a POSIX shell splits them, without expansion, as the test files expect. */
function shellWords(text: string): readonly string[] {
	const words: string[] = [];
	let word: string | undefined;
	let quote = '';
	for (let at = 0; at < text.length; at++) {
		const char = text.charAt(at);
		if (quote === "'" ? char === "'" : quote === '"' && char === '"') quote = '';
		else if (quote === '' && (char === '"' || char === "'")) {
			quote = char;
			word ??= '';
		} else if (
			char === '\\' &&
			quote !== "'" &&
			(quote === '' || /["\\]/.test(text.charAt(at + 1)))
		) {
			word = (word ?? '') + text.charAt(++at);
		} else if (quote === '' && /\s/.test(char)) {
			if (word !== undefined) words.push(word);
			word = undefined;
		} else word = (word ?? '') + char;
	}
	if (word !== undefined) words.push(word);
	return words;
}

/** A word as a dump writes it. */
function quoted(word: string): string {
	return /^[^\s"\\]+$/.test(word) ? word : `"${word.replace(/["\\]/g, '\\$&')}"`;
}

/** The saved form of one rule tried alone; undefined, with the reason, if it is refused. */
function attempt(
	each: Case,
	chain: string,
	family: Family,
	backend: Backend
): { readonly saved?: string; readonly why: string } {
	const made = builtInChains[each.table].some((name) => name === chain);
	const declared = made ? '' : `:${chain} - [0:0]\n`;
	const rule = shellWords(each.rule).map(quoted).join(' ');
	const dump = `*${each.table}\n${declared}-A ${chain} ${rule}\nCOMMIT\n`;
	const { ruleSets, refusals } = apply(noRules(backend), dump, { kind: 'save', family });
	const [refusal] = refusals;
	if (refusal) return { why: `${refusal.code}: ${refusal.message}` };
	const lines = printSave(ruleSets[family])
		.split('\n')
		.filter((line) => line.startsWith(`-A ${chain}`))
		.map((line) => line.slice(`-A ${chain}`.length).trim());
	return { saved: lines.join('\n-A '), why: '' };
}

/** One case in each of its chains, on both back ends. */
export function* checkCase(each: Case, family: Family): Generator<Verdict> {
	for (const backend of ['legacy', 'nft'] as const) {
		const expected = each.expected[backend];
		for (const chain of each.chains) {
			const { saved, why } = attempt(each, chain, family, backend);
			const ok =
				expected.kind === 'refused'
					? saved === undefined
					: saved !== undefined && (saved === expected.as) === (expected.kind === 'saved');
			const found = saved === undefined ? `refused (${why})` : `"${saved}"`;
			yield { ok, backend, chain, expected: words(expected), found };
		}
	}
}
