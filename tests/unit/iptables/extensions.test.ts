import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { apply, noRules, printSave, read, type Backend, type Family } from '$lib/iptables';

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
	/** The commands that create the ipsets. */
	readonly ipsets: string;
}

const line = /^(?<rule>.*?) ==> (?<outcome>.*?)(?: \((?<scope>[a-z0-9 ]+)\))?$/;

/** The cases of a file, one for each family and back end to which a line applies. */
function readCases(text: string): readonly Case[] {
	const cases: Case[] = [];
	let table = '';
	let chain = '';
	let ipsets = '';
	for (const each of text.split('\n')) {
		if (each === '' || each.startsWith('#')) continue;
		if (each.startsWith('ipset ')) {
			ipsets += `${each}\n`;
			continue;
		}
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
					backend,
					ipsets
				});
	}
	return cases;
}

/** The outcome of the rule if it is the only one. */
function load(each: Case): string {
	const { table, chain, rule, family } = each;
	return saved(`${tools[family]} -t ${table} -A ${chain} ${rule}\n`, 'script', each);
}

/** The result of loading a rule in saved form with iptables-restore. */
function restore(each: Case, form: string): string {
	const { table, chain } = each;
	return saved(`*${table}\n-A ${chain} ${form}\nCOMMIT\n`, 'save', each);
}

function saved(
	text: string,
	kind: 'script' | 'save',
	{ chain, family, backend, ipsets }: Case
): string {
	const sets = read(ipsets, { kind: 'script' }).ipsets;
	const { ruleSets, refusals } = apply(noRules(backend), text, { kind, family }, sets);
	if (refusals.length > 0) return 'refused';
	return printSave(ruleSets[family])
		.split('\n')
		.filter((row) => row.startsWith(`-A ${chain}`))
		.map((row) => row.slice(`-A ${chain}`.length).trim())
		.join('; ');
}

describe('matches and targets load and print as iptables does', () => {
	for (const file of readdirSync(folder).sort()) {
		it(file.replace('.txt', ''), () => {
			const cases = readCases(readFileSync(new URL(file, folder), 'utf8'));
			const shown = (each: Case, outcome: string) =>
				`${each.family} ${each.backend} ${each.table} ${each.chain}: ${each.rule} ==> ${outcome}`;
			expect(cases.length).toBeGreaterThan(0);
			expect(cases.map((each) => shown(each, load(each)))).toEqual(
				cases.map((each) => shown(each, each.outcome))
			);
		});
	}
});

/** Rules of which iptables-save loses something, so that its own output loads as something else. */
const lossy = [
	// All CPIs are not shown, and no CPI means zero.
	'-p ipcomp -m ipcomp',
	// A rate below 16 octets a second is shown as zero.
	'-m hashlimit --hashlimit-above 0b/s --hashlimit-name bb',
	// Names are shown without quotes.
	'-j IDLETIMER --timeout 5 --label a b',
	'-p tcp -m osf ! --genre a b',
	'-m recent --set --name a b --mask 255.255.255.255 --rsource',
	'-m recent --set --name a b --mask ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff --rsource',
	// A base that is not kept is shown as zero, which is refused.
	'-p tcp -j SNAT --to-source 1.2.3.4:80-90/0',
	'-p tcp -j MASQUERADE --to-ports 10-20/0',
	// An infinite delay is shown as -1, and large numbers as negative ones.
	'-j LED --led-trigger-id "abc" --led-delay -1 --led-always-blink',
	'-j LED --led-trigger-id "abc" --led-delay -6',
	// A mask with holes is shown as -1.
	'-j HMARK --hmark-src-prefix -1 --hmark-rnd 0x00000001 --hmark-mod 5',
	'-j HMARK --hmark-dst-prefix -1 --hmark-rnd 0x00000001 --hmark-mod 5',
	// The comparison is shown with both rates, but may be given only once.
	'-m rateest --rateest1 RE1 ! --rateest-eq --rateest-bps ! --rateest-eq --rateest-pps --rateest2 RE2',
	// An empty argument is not shown, so the next option is taken as the argument.
	'-m time --monthdays  --datestop 2038-01-19T03:14:07',
	'-m time --weekdays  --datestop 2038-01-19T03:14:07',
	'-p tcp -m osf --genre  --ttl 2',
	// Times that do not fit into 32 bits wrap around.
	'-j RATEEST --rateest-name a --rateest-interval 250.0ms --rateest-ewmalog 2223.0s'
];

describe('saved forms load as themselves', () => {
	for (const file of readdirSync(folder).sort()) {
		it(file.replace('.txt', ''), () => {
			const accepted = readCases(readFileSync(new URL(file, folder), 'utf8')).filter(
				({ outcome }) => outcome !== 'refused' && !lossy.includes(outcome)
			);
			expect(accepted.map((each) => restore(each, each.outcome))).toEqual(
				accepted.map(({ outcome }) => outcome)
			);
		});
	}
});
