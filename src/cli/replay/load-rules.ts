/** Loads rules as the recorder did, and says which were refused. */
import { apply, type IpSet, type Release, type RuleSets } from '$lib/iptables';
import { numberAt, objectsAt, textAt, type Json } from './json';
import type { Row } from './compare';
import type { RuleText, Scenario } from './scenario';

/** The rules and sets loaded on a host. */
export interface Loaded {
	readonly ruleSets: RuleSets;
	readonly ipsets: readonly IpSet[];
}

/** The recorder does not run a script that only a shell can run: nothing was loaded. */
function wasNotRun(error: Json): boolean {
	return numberAt(error, 'status') === -1 && numberAt(error, 'line') === 0;
}

const shellSigns = /[|&;<>()$`\\*?[\]{}~'"]/;
const tools =
	/^(?:sudo\s+(?:(?:-n|-E|-H|--)\s+)*)?(?:\S*\/)?(?:ip6?tables(?:-save|-restore)?|ipset)(?:\s|$)/;

/** Whether the recorder considers a text one that only a shell can run. */
function needsShell(text: string): boolean {
	return text
		.replace(/\\\n/g, ' ')
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => line !== '' && !line.startsWith('#'))
		.some((line) => {
			const plain = line.replace(/'[^']*'|"[^"$`\\]*"/g, '').replace(/\s#.*$/, '');
			return shellSigns.test(plain) || !tools.test(line);
		});
}

/** Loads the parts one by one, and compares what was refused with what the kernel refused. */
export function load(
	before: Loaded,
	parts: readonly RuleText[],
	{ family, backend }: Scenario,
	report: Json,
	release: Release
): { readonly loaded: Loaded; readonly refused: Row } {
	let { ruleSets, ipsets } = before;
	const errors = objectsAt(report, 'errors');
	const unrun = errors.some(wasNotRun);
	// A shell script was run as a whole: how often it failed is known, but not where.
	const byShell =
		errors.length > 0 &&
		errors.every((error) => numberAt(error, 'line') === 0 && !wasNotRun(error)) &&
		parts.every(({ format }) => format === 'commands');
	const refused: string[] = [];
	for (const { format, text, keepsRules } of parts) {
		if (format === 'commands' && unrun && needsShell(text)) {
			refused.push('0');
			continue;
		}
		const tool = family === 'ipv6' ? 'ip6tables-restore' : 'iptables-restore';
		const adds = format === 'save' && keepsRules;
		const reading = apply(
			ruleSets,
			adds ? `${tool} --noflush <<'END OF RULES'\n${text}\nEND OF RULES\n` : text,
			{ kind: format === 'save' && !adds ? 'save' : 'script', family, backend, release },
			ipsets
		);
		({ ruleSets, ipsets } = reading);
		// A dump with an error fails as a whole; the kernel reports one error.
		if (format === 'save') {
			if (reading.refusals.length > 0) refused.push('restore');
		} else for (const { span } of reading.refusals) refused.push(byShell ? '0' : String(span.line));
	}
	const expected = errors.map((error) =>
		(textAt(error, 'command') ?? '').endsWith('-restore')
			? 'restore'
			: String(numberAt(error, 'line') ?? 0)
	);
	return {
		loaded: { ruleSets, ipsets },
		refused: ['refused', expected.join(' '), refused.join(' ')]
	};
}

/** The same, by the release that refuses what was refused: 1.8.9, unless only 1.8.11 does. */
export function loadFirst(
	before: Loaded,
	parts: readonly RuleText[],
	scenario: Scenario,
	report: Json
): ReturnType<typeof load> & { readonly release: Release } {
	const as = (release: Release) => ({
		...load(before, parts, scenario, report, release),
		release
	});
	const agrees = ({ refused: [, expected, found] }: ReturnType<typeof load>) => expected === found;
	const old = as('1.8.9');
	if (agrees(old)) return old;
	const recent = as('1.8.11');
	return agrees(recent) ? recent : old;
}
