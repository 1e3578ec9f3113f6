/** The rules that a command makes: matches and target in normal form, one rule for each address. */
import { readAddresses } from '../addresses';
import type { RuleContext } from '../extension';
import { settle } from '../extensions';
import type { Hook, Invertible, MaskedAddress, Match, OptionUse, Target } from '../ruleset';
import type { CommandDraft, ExtensionUse } from './draft';
import { standardTargets } from './standard-targets';
import type { Refusal, RuleBody } from './types';

const noHooks: ReadonlySet<Hook> = new Set();

/** Complaints about something missing rather than something given. */
const missingOption: ReadonlySet<string> = new Set(['no-option', 'option-missing', 'option-needs']);

function settleUse(
	draft: CommandDraft,
	use: ExtensionUse,
	rule: RuleContext
): readonly OptionUse[] {
	const { options, complaints } = settle(use.extension, use.uses, rule);
	// An option that could not be read may be the one that seems to be missing.
	const first = complaints.find(
		({ code }) => draft.unread.length === 0 || !missingOption.has(code)
	);
	if (first) {
		const place = use.uses.findLastIndex(({ option }) => option === first.option);
		const where = use.places[place] ?? { word: use.word, lastWord: use.word };
		draft.complain(first, where.word, where.lastWord);
	}
	return options;
}

/** The matches and the target, checked by their extensions. */
export function ruleBody(draft: CommandDraft): { matches: readonly Match[]; target?: Target } {
	const matches: Match[] = [];
	const rule: RuleContext = {
		...draft.read,
		table: draft.table,
		chain: draft.chain,
		matches,
		hooks: noHooks
	};
	for (const use of draft.matches) {
		const { extension } = use;
		const options = settleUse(draft, use, rule);
		if (extension.kind === 'match' && extension.vanishes?.(options, rule)) continue;
		matches.push({ extension: extension.name, options });
	}
	if (draft.target) {
		const { name } = draft.target.extension;
		const options = settleUse(draft, draft.target, rule);
		return { matches, target: { kind: 'extension', extension: name, options } };
	}
	if (draft.jump === undefined) return { matches };
	const standard = draft.goto ? undefined : standardTargets.get(draft.jump);
	if (standard) return { matches, target: standard };
	return { matches, target: { kind: draft.goto ? 'goto' : 'jump', chain: draft.jump } };
}

/** The addresses of one side; undefined stands for any address. */
function addressesOf(
	draft: CommandDraft,
	side: 'source' | 'destination'
): readonly (Invertible<MaskedAddress> | undefined)[] {
	const given = side === 'source' ? draft.source : draft.destination;
	if (!given) return [undefined];
	const inverted = draft.header[side]?.inverted ?? false;
	const reading = readAddresses(draft.context.family, given.text);
	if (reading.kind === 'addresses') {
		return reading.addresses.map((value) =>
			// Mask zero without "!" is no condition.
			!inverted && (value.mask === 0 || value.mask === 0n) ? undefined : { value, inverted }
		);
	}
	const option = side === 'source' ? '-s' : '-d';
	if (reading.kind === 'bad-mask') {
		draft.refuse(
			'bad-mask',
			`“${reading.text}” is not a mask.`,
			draft.context.family === 'ipv4'
				? 'Use a prefix length from 0 to 32, or a dotted mask.'
				: 'Use a prefix length from 0 to 128.',
			given.word
		);
		return [];
	}
	const problem: Refusal = {
		code: 'host-name',
		message: `“${reading.text}” is no ${draft.context.family === 'ipv4' ? 'IPv4' : 'IPv6'} address; iptables would look it up as a host name when it loads the rule.`,
		help: 'Write the address: names in rules are resolved once, and loading the rules fails when that fails.',
		word: given.word,
		lastWord: given.word
	};
	if (draft.context.names === 'refuse') draft.refusal ??= problem;
	else {
		draft.warnings.push(problem);
		draft.unread.push(`${inverted ? '! ' : ''}${option} ${given.text}`);
	}
	return [undefined];
}

/** A rule for each pair of a source and a destination. */
export function expandAddresses(
	draft: CommandDraft,
	body: { matches: readonly Match[]; target?: Target },
	isRule: boolean
): readonly RuleBody[] {
	const sources = addressesOf(draft, 'source');
	const destinations = addressesOf(draft, 'destination');
	if (draft.refusal || !isRule) return [];
	const negated =
		draft.header.source?.inverted === true || draft.header.destination?.inverted === true;
	if (negated && (sources.length > 1 || destinations.length > 1)) {
		const given = draft.source ?? draft.destination;
		draft.refuse(
			'negated-list',
			'A “!” can’t be used before a list of addresses.',
			'Write one address, or a chain that returns for each of them.',
			given?.word ?? 0
		);
		return [];
	}
	const { protocol, inInterface, outInterface, fragment } = draft.header;
	const rules: RuleBody[] = [];
	for (const source of sources) {
		for (const destination of destinations) {
			rules.push({
				header: { source, destination, inInterface, outInterface, protocol, fragment },
				matches: body.matches,
				...(body.target && { target: body.target }),
				...(draft.unread.length > 0 && { unread: draft.unread })
			});
		}
	}
	return rules;
}
