/** Runs a recorded scenario through the engine and compares it with what the kernel did. */
import { apply, noRules, printSave, type IpSet, type RuleSet, type RuleSets } from '$lib/iptables';
import { Stack, type Passage, type Snapshot } from '$lib/netfilter';
import { printAddress, ipv4, ipv6 } from '$lib/net';
import { changeHost } from './change-host';
import { isObject, listAt, numberAt, objectAt, objectsAt, textAt, type Json } from './json';
import { scenarioOf, withSettings, type RuleText, type Scenario } from './scenario';

export interface Replay {
	readonly passed: number;
	readonly failed: number;
	/** One line a difference, the scenario's name first. */
	readonly differences: readonly string[];
}

/** A script that only a shell can run was not run when it was recorded: nothing was loaded. */
function wasNotRun(report: Json): boolean {
	return objectsAt(report, 'errors').some(
		(error) => numberAt(error, 'status') === -1 && numberAt(error, 'line') === 0
	);
}

/** How many refusals a loading came to, and of which lines. */
function load(
	ruleSets: RuleSets,
	rules: readonly RuleText[],
	scenario: Scenario,
	report: Json
): { ruleSets: RuleSets; refused: string[]; ipsets: readonly IpSet[] } {
	let current = ruleSets;
	const refused: string[] = [];
	const ipsets: IpSet[] = [];
	for (const { format, text } of rules) {
		if (format === 'commands' && wasNotRun(report)) {
			refused.push('0');
			continue;
		}
		const reading = apply(current, text, {
			kind: format === 'save' ? 'save' : 'script',
			family: scenario.family,
			backend: scenario.backend
		});
		current = reading.ruleSets;
		ipsets.push(...reading.ipsets);
		// A dump with an error fails as a whole; what the kernel reports is one error.
		if (format === 'save') {
			if (reading.refusals.length > 0) refused.push('restore');
		} else for (const { span } of reading.refusals) refused.push(String(span.line));
	}
	return { ruleSets: current, refused, ipsets };
}

function expectedRefusals(load: Json): string[] {
	return objectsAt(load, 'errors').map((error) =>
		(textAt(error, 'command') ?? '').endsWith('-restore')
			? 'restore'
			: String(numberAt(error, 'line'))
	);
}

/** The first line in which the saved forms differ, without comments and counters. */
function savedRows(expected: string, printed: string): readonly [string, string, string] {
	const lines = (text: string) =>
		text
			.replace(/^#.*\n/gm, '')
			.replace(/^\[\d+:\d+\] |\s\[\d+:\d+\]$/gm, '')
			.trimEnd()
			.split('\n');
	const wanted = lines(expected);
	const found = lines(printed);
	const at = Array.from({ length: Math.max(wanted.length, found.length) }, (_, i) => i).find(
		(i) => wanted[i] !== found[i]
	);
	return at === undefined
		? ['saved', '', '']
		: [`saved, line ${at + 1}`, wanted[at] ?? 'end', found[at] ?? 'end'];
}

/** The release that printed the saved form: 1.8.9, unless only 1.8.11 prints it so. */
function releaseOf(saved: string | undefined, ruleSet: RuleSet): '1.8.9' | '1.8.11' {
	if (saved === undefined) return '1.8.9';
	const agrees = (version: '1.8.9' | '1.8.11') =>
		savedRows(saved, printSave(ruleSet, { version }))[1] === '';
	return !agrees('1.8.9') && agrees('1.8.11') ? '1.8.11' : '1.8.9';
}

const natFields = ['src', 'dst', 'sport', 'dport', 'icmpId'] as const;

function shown(snapshot: Snapshot, field: (typeof natFields)[number]): string | number | null {
	const value = snapshot[field];
	if (value === null || value === undefined) return null;
	if (field === 'src' || field === 'dst')
		return typeof value === 'bigint'
			? printAddress({ family: 'ipv6', value: ipv6(value) })
			: printAddress({ family: 'ipv4', value: ipv4(value) });
	return Number(value);
}

function translation({ injected, final }: Passage, random: ReadonlySet<string>): string {
	if (!final) return '';
	const changes = natFields.flatMap((field) => {
		const before = shown(injected, field);
		const after = shown(final, field);
		if (before === null || after === null || before === after) return [];
		if (field === 'icmpId' && !hasId(final)) return [];
		return [`${field} ${random.has(field) ? 'random' : String(after)}`];
	});
	return changes.join(', ');
}

function hasId({ protocol, icmpType }: Snapshot): boolean {
	return protocol === 1
		? [8, 0, 13, 14, 15, 16, 17, 18].includes(icmpType ?? -1)
		: icmpType === 128 || icmpType === 129;
}

function expectedTranslation(found: Json, random: ReadonlySet<string>): string {
	const nat = objectAt(found, 'nat');
	return natFields
		.filter((field) => field in nat)
		.map((field) => `${field} ${random.has(field) ? 'random' : String(nat[field])}`)
		.join(', ');
}

function matchedText(found: readonly Json[]): string {
	return found
		.map(
			(each) =>
				`${textAt(each, 'table') ?? ''}:${textAt(each, 'chain') ?? ''}:${String(each['rule'])}`
		)
		.join(' ');
}

function policyText(found: readonly Json[]): string {
	return found
		.map((each) => [textAt(each, 'table'), textAt(each, 'chain'), textAt(each, 'policy')].join(':'))
		.join(' ');
}

/** A recording can't tell a fragment that waits from one that is lost after PREROUTING. */
function lostAs(found: Json, { lost }: Passage): string {
	const fragment = 'fragment' in objectAt(found, 'injected');
	const unseen = lost === 'routing-after-PREROUTING' || lost === 'fragment-queued';
	const recorded = String(found['lost']);
	const queued = recorded === 'fragment-queued' || recorded === 'routing-after-PREROUTING';
	return fragment && unseen && queued ? recorded : String(lost);
}

/** Pairs of what is compared: its name, what the kernel did, what the engine found. */
function comparisons(
	found: Json,
	passage: Passage | undefined,
	scenario: Scenario
): (readonly [string, string, string])[] {
	if (!passage) return [['packet', textAt(found, 'error') ?? 'sent', 'not sent']];
	if (textAt(found, 'error') !== undefined)
		return [['packet', textAt(found, 'error') ?? '', 'sent']];
	const random = new Set(listAt(found, 'random').filter((each) => typeof each === 'string'));
	const tracked = scenario.host.conntrack === 'always';
	const final = objectAt(found, 'final');
	const rows: (readonly [string, string, string])[] = [
		['verdict', String(found['verdict']), passage.verdict],
		[
			'matched',
			matchedText(objectsAt(found, 'matched')),
			passage.matched.map(({ table, chain, rule }) => `${table}:${chain}:${rule}`).join(' ')
		],
		[
			'policy',
			policyText(objectsAt(found, 'policy')),
			passage.policies.map(({ table, chain, policy }) => `${table}:${chain}:${policy}`).join(' ')
		],
		['delivered', String(found['delivered']), String(passage.delivered)],
		['lost', String(found['lost']), lostAs(found, passage)],
		['nat', expectedTranslation(found, random), translation(passage, random)]
	];
	if (tracked) {
		rows.push(['ctstate', String(found['ctstate']), String(passage.state)]);
		rows.push(['ctdir', String(found['ctdir']), String(passage.direction)]);
	}
	if (isObject(found['final']) && passage.final) {
		rows.push(['mark', String(final['mark']), String(passage.final.mark)]);
		if (tracked)
			rows.push([
				'ctmark',
				String(numberAt(final, 'ctmark') ?? null),
				String(passage.final.connmark)
			]);
	}
	return rows;
}

export function replay(recorded: Json): Replay {
	const scenario = scenarioOf(objectAt(recorded, 'scenario'));
	const result = objectAt(recorded, 'result');
	// Nothing was found out: the packets could not be made, or the recorder failed.
	if (textAt(result, 'error') !== undefined) return { passed: 0, failed: 0, differences: [] };
	const differences: string[] = [];
	let passed = 0;
	let failed = 0;
	const check = (what: string, rows: readonly (readonly [string, string, string])[]) => {
		const wrong = rows.filter(([, expected, found]) => expected !== found);
		if (wrong.length === 0) {
			passed++;
			return;
		}
		failed++;
		for (const [name, expected, found] of wrong)
			differences.push(
				`${scenario.name} (${scenario.backend} ${scenario.family}) ${what}: ${name}: kernel ${expected || '-'}, found ${found || '-'}`
			);
	};

	const loaded = load(
		noRules(scenario.backend),
		scenario.rules,
		scenario,
		objectAt(result, 'load')
	);
	const saved = textAt(result, 'ruleset');
	let { ruleSets } = loaded;
	const release = releaseOf(saved, ruleSets[scenario.family]);
	check('load', [
		['refused', expectedRefusals(objectAt(result, 'load')).join(' '), loaded.refused.join(' ')],
		...(saved === undefined
			? []
			: [savedRows(saved, printSave(ruleSets[scenario.family], { version: release }))])
	]);

	let chosen: readonly number[] = [];
	const stack = new Stack(ruleSets[scenario.family], scenario.host, {
		loadedBy: release,
		set: (name) => loaded.ipsets.find((each) => each.name === name),
		draw: (low, size) => chosen.find((port) => port >= low && port < low + size) ?? low
	});
	const results = objectsAt(result, 'packets');
	scenario.steps.forEach((step, i) => {
		const found = results[i] ?? {};
		switch (step.kind) {
			case 'packet': {
				const final = objectAt(found, 'final');
				chosen = ['sport', 'dport', 'icmpId'].map((field) => numberAt(final, field) ?? -1);
				check(`packet ${i}`, comparisons(found, stack.send(step.packet), scenario));
				return;
			}
			case 'wait':
				stack.wait(step.milliseconds);
				break;
			case 'ip':
				stack.reconfigure(changeHost(stack.host, scenario.family, step.commands));
				break;
			case 'sysctl':
				stack.reconfigure(withSettings(stack.host, step.set));
				break;
			case 'rules': {
				const more = load(ruleSets, step.rules, scenario, found);
				({ ruleSets } = more);
				stack.load(ruleSets[scenario.family]);
				check(`step ${i}`, [
					['refused', expectedRefusals(found).join(' '), more.refused.join(' ')]
				]);
			}
		}
		stack.skip();
	});
	return { passed, failed, differences };
}
