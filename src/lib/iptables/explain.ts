/** A rule in one English sentence. */
import { protocolName } from '$lib/net';
import { printMaskedAddress } from './addresses';
import type { PrintContext } from './extension';
import { matchExtension, targetExtension } from './extensions';
import type { HeaderMatch, Invertible, MaskedAddress, Rule, Target } from './ruleset';

/** Protocols as people write them. */
const protocolWords = new Map([
	[1, 'ICMP'],
	[6, 'TCP'],
	[17, 'UDP'],
	[58, 'ICMPv6'],
	[132, 'SCTP'],
	[136, 'UDP-Lite'],
	[33, 'DCCP'],
	[47, 'GRE'],
	[50, 'ESP'],
	[51, 'AH'],
	[108, 'IPComp'],
	[135, 'Mobility Header']
]);

/** What targets do; `$` stands for the packets. */
const actions: ReadonlyMap<string, string> = new Map([
	['REJECT', 'Rejects $'],
	['LOG', 'Logs $'],
	['NFLOG', 'Hands $ to a program that logs'],
	['ULOG', 'Hands $ to a program that logs'],
	['AUDIT', 'Writes audit records of $'],
	['MARK', 'Marks $'],
	['CONNMARK', 'Marks the connection of $'],
	['HMARK', 'Marks $ with a hash'],
	['SECMARK', 'Labels $'],
	['CONNSECMARK', 'Copies the security label of $'],
	['CT', 'Sets how the connection of $ is tracked'],
	['DNAT', 'Translates the destination of $'],
	['SNAT', 'Translates the source of $'],
	['DNPT', 'Translates the prefix of the destination of $'],
	['SNPT', 'Translates the prefix of the source of $'],
	['MASQUERADE', 'Gives the address of the outgoing interface to $'],
	['REDIRECT', 'Redirects $ to the host itself'],
	['NETMAP', 'Maps the network of $'],
	['TPROXY', 'Hands $ to a proxy on the host'],
	['SYNPROXY', 'Completes the handshake of $ before the server sees them'],
	['NFQUEUE', 'Hands $ to a program that decides'],
	['NOTRACK', 'Leaves $ untracked'],
	['TRACE', 'Traces $'],
	['TTL', 'Changes the TTL of $'],
	['HL', 'Changes the hop limit of $'],
	['TOS', 'Changes the TOS field of $'],
	['DSCP', 'Changes the DSCP field of $'],
	['ECN', 'Changes the ECN bits of $'],
	['CHECKSUM', 'Computes the checksum of $'],
	['TCPMSS', 'Changes the maximum segment size of $'],
	['TCPOPTSTRIP', 'Blanks TCP options of $'],
	['TEE', 'Copies $'],
	['SET', 'Changes ipsets by $'],
	['CLASSIFY', 'Classifies $'],
	['IDLETIMER', 'Restarts a timer for $'],
	['LED', 'Lights an LED for $'],
	['RATEEST', 'Measures the rate of $']
]);

/** The beginning of a phrase that needs no comma after the packets: "to" and "from" would seem to
 * qualify the packets themselves. */
const joins = /^(as|with|at|up|down) /;

const REMARK = 'comment';

function protocolWord(number: number): string {
	return protocolWords.get(number) ?? protocolName(number) ?? `protocol ${number}`;
}

function address(value: MaskedAddress): string {
	return printMaskedAddress(value).replace(value.family === 'ipv4' ? /\/32$/ : /\/128$/, '');
}

function side<T>(
	part: Invertible<T> | undefined,
	positive: string,
	negative: string,
	say: (value: T) => string
): string[] {
	if (!part) return [];
	return [`${part.inverted ? negative : positive} ${say(part.value)}`];
}

function interfaceWords(name: string): string {
	if (name === '+') return 'any interface';
	return name.endsWith('+') ? `an interface named ${name.slice(0, -1)}...` : name;
}

function subject({ protocol, fragment }: HeaderMatch): string {
	const packets = fragment
		? fragment.inverted
			? 'unfragmented packets and first fragments'
			: 'further fragments'
		: 'packets';
	if (!protocol) return packets;
	const word = protocolWord(protocol.value);
	return protocol.inverted ? `${packets} of any protocol but ${word}` : `${word} ${packets}`;
}

function conditions(rule: Rule, context: PrintContext): string[] {
	const { header } = rule;
	const parts = [
		...side(header.source, 'from', 'not from', address),
		...side(header.destination, 'to', 'not to', address),
		...side(
			header.inInterface,
			'that come in on',
			'that come in on any interface but',
			interfaceWords
		),
		...side(
			header.outInterface,
			'that go out on',
			'that go out on any interface but',
			interfaceWords
		)
	];
	for (const { extension, options } of rule.matches) {
		if (extension === REMARK) continue;
		const said = matchExtension(extension, context.family)?.explain(options, context) ?? '';
		if (said !== '') parts.push(said);
	}
	for (const text of rule.unread ?? []) parts.push(`for which ${text} holds`);
	return parts;
}

/** `plain`: nothing after "packets" could be confused with further words. */
function sentence(
	target: Target | undefined,
	what: string,
	plain: boolean,
	context: PrintContext
): string {
	switch (target?.kind) {
		case undefined:
			return `Only counts ${what}; they go on to the next rule.`;
		case 'standard':
			switch (target.verdict) {
				case 'ACCEPT':
					return `Accepts ${what}.`;
				case 'DROP':
					return `Drops ${what}.`;
				case 'QUEUE':
					return `Hands ${what} to a program that decides.`;
				case 'RETURN':
					return `Returns from the chain for ${what}.`;
			}
			break;
		case 'jump':
			return `Sends ${what} to the chain ${target.chain}, and on from here if that does not decide.`;
		case 'goto':
			return `Sends ${what} to the chain ${target.chain}, without coming back here.`;
		case 'extension': {
			const extension = targetExtension(target.extension, context.family);
			const action =
				extension?.action?.(target.options) ??
				actions.get(target.extension) ??
				`Applies ${target.extension} to $`;
			const how = extension?.explain(target.options, context) ?? '';
			const joined = plain && action.endsWith('$') && joins.test(how);
			const tail = how === '' ? '' : `${joined ? '' : ','} ${how}`;
			return `${action.replace('$', () => what)}${tail}.`;
		}
	}
	return '';
}

/** The comments of a rule, which say nothing about the packets. */
function remarks({ matches }: Rule, context: PrintContext): string {
	const said = matches
		.filter(({ extension }) => extension === REMARK)
		.map(({ options }) => matchExtension(REMARK, context.family)?.explain(options, context) ?? '');
	return said.length === 0 ? '' : ` (${said.join(', ')})`;
}

/** What the rule does, as one sentence. */
export function explainRule(rule: Rule, context: PrintContext): string {
	const parts = conditions(rule, context);
	const all = parts.length === 0 && !rule.header.protocol && !rule.header.fragment;
	const what = all
		? 'every packet'
		: [subject(rule.header), ...parts].join(', ').replace(', ', ' ');
	const said = sentence(rule.target, what, parts.length === 0, context);
	return said.replace(/\.$/, () => `${remarks(rule, context)}.`);
}
