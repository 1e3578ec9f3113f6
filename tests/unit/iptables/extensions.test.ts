import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apply, noRules, printSave, type Backend, type Family } from '$lib/iptables';

const folder = new URL('../../cases/extensions/', import.meta.url);
const families: readonly Family[] = ['ipv4', 'ipv6'];
const backends: readonly Backend[] = ['legacy', 'nft'];
const tools = { ipv4: 'iptables', ipv6: 'ip6tables' } as const;

interface Case {
	readonly table: string;
	readonly chain: string;
	readonly rule: string;
	/** The saved form, or `refused`. */
	readonly outcome: string;
	readonly family: Family;
	readonly backend: Backend;
}

const line = /^(?<rule>.*?) ==> (?<outcome>.*?)(?: \((?<scope>[a-z0-9 ]+)\))?$/;

/** The cases of a file, one for each family and back end for which a line holds. */
function readCases(text: string): readonly Case[] {
	const cases: Case[] = [];
	let table = '';
	let chain = '';
	for (const each of text.split('\n')) {
		if (each === '' || each.startsWith('#')) continue;
		if (each.startsWith('[')) {
			[table = '', chain = ''] = each.slice(1, -1).split(' ');
			continue;
		}
		const { rule = '', outcome = '', scope = '' } = line.exec(each)?.groups ?? {};
		const only = scope.split(' ');
		const holds = <T extends string>(all: readonly T[]) =>
			all.some((one) => only.includes(one)) ? all.filter((one) => only.includes(one)) : all;
		for (const family of holds(families))
			for (const backend of holds(backends))
				cases.push({
					table,
					chain,
					rule,
					outcome: outcome === '=' ? rule : outcome,
					family,
					backend
				});
	}
	return cases;
}

/** What becomes of the rule when it is the only one. */
function load({ table, chain, rule, family, backend }: Case): string {
	const text = `${tools[family]} -t ${table} -A ${chain} ${rule}\n`;
	const { ruleSets, refusals } = apply(noRules(backend), text, { kind: 'script' });
	if (refusals.length > 0) return 'refused';
	return printSave(ruleSets[family])
		.split('\n')
		.filter((saved) => saved.startsWith(`-A ${chain}`))
		.map((saved) => saved.slice(`-A ${chain}`.length).trim())
		.join('; ');
}

describe('matches and targets load and print as iptables does', () => {
	for (const file of readdirSync(folder).sort()) {
		it(file.replace('.txt', ''), () => {
			const cases = readCases(readFileSync(new URL(file, folder), 'utf8'));
			const told = (each: Case, outcome: string) =>
				`${each.family} ${each.backend} ${each.table} ${each.chain}: ${each.rule} ==> ${outcome}`;
			expect(cases.length).toBeGreaterThan(0);
			expect(cases.map((each) => told(each, load(each)))).toEqual(
				cases.map((each) => told(each, each.outcome))
			);
		});
	}
});
