/** Programs and services other than iptables that load rules into the kernel, or remove them. */

/** What a command does with the rules: `asks` about something, does `nothing` with them, `removes`
 * the existing ones, or `changes` them in its own way. */
export type RuleEffect = 'asks' | 'nothing' | 'removes' | 'changes';

/** Services that load rules when they start, and remove them when they stop. */
const services =
	/^(ip6?tables|netfilter-persistent|iptables-persistent|nftables|firewalld|ufw|shorewall6?|ferm|csf|apf|apf-firewall|fail2ban|docker|libvirtd)(\.service)?$/;

const asking = /^(status|show|is-active|is-enabled|is-failed|list-.*|cat)$/;
/** These affect the next start of the machine, or of the service. */
const later = /^(enable|disable|mask|unmask|preset|daemon-reload|save)$/;

function ofVerb(verb: string): RuleEffect {
	if (asking.test(verb)) return 'asks';
	if (later.test(verb)) return 'nothing';
	return verb === 'stop' || verb === 'flush' ? 'removes' : 'changes';
}

function withoutOptions(words: readonly string[]): readonly string[] {
	return words.filter((word) => !word.startsWith('-'));
}

/** `systemctl restart ufw`: the verb, then the services. */
function systemctl(words: readonly string[]): RuleEffect {
	const [verb = 'status', ...names] = withoutOptions(words);
	const effect = ofVerb(verb);
	if (effect === 'asks' || !names.some((name) => services.test(name)))
		return effect === 'asks' ? effect : 'nothing';
	if (!words.includes('--now')) return effect;
	return verb === 'disable' || verb === 'mask' ? 'removes' : 'changes';
}

/** `service iptables save`: the service, then the verb. */
function service(words: readonly string[]): RuleEffect {
	const [name = '', verb = 'status'] = withoutOptions(words);
	const effect = ofVerb(verb);
	return effect === 'asks' || services.test(name) ? effect : 'nothing';
}

function ufw(words: readonly string[]): RuleEffect {
	if (words.includes('--dry-run')) return 'asks';
	const [verb = ''] = withoutOptions(words);
	if (/^(status|show|version|app)$/.test(verb)) return 'asks';
	if (verb === 'logging') return 'changes';
	return verb === 'disable' || verb === 'reset' ? 'removes' : 'changes';
}

function firewallCmd(words: readonly string[]): RuleEffect {
	if (words.some((word) => /^--(state|version|check|get|list|query|info)/.test(word)))
		return 'asks';
	return words.includes('--permanent') && !words.includes('--reload') ? 'nothing' : 'changes';
}

function nft(words: readonly string[]): RuleEffect {
	if (words.some((word) => /^(-c|--check|-v|-V|--version|-h|--help)$/.test(word))) return 'asks';
	const [verb, object] = withoutOptions(words);
	if (verb === 'list' || verb === 'monitor' || verb === 'describe') return 'asks';
	return verb === 'flush' && object === 'ruleset' ? 'removes' : 'changes';
}

/** Programs whose first word is a verb. */
function byVerb(words: readonly string[]): RuleEffect {
	return ofVerb(withoutOptions(words)[0] ?? 'status');
}

const managers: ReadonlyMap<string, (words: readonly string[]) => RuleEffect> = new Map([
	['systemctl', systemctl],
	['service', service],
	['rc-service', service],
	['invoke-rc.d', service],
	['ufw', ufw],
	['firewall-cmd', firewallCmd],
	['nft', nft],
	['netfilter-persistent', byVerb],
	['iptables-persistent', byVerb],
	['shorewall', byVerb],
	['shorewall6', byVerb],
	['fail2ban-client', byVerb],
	['iptables-apply', () => 'changes'],
	['ip6tables-apply', () => 'changes'],
	['ferm', () => 'changes'],
	['csf', () => 'changes'],
	['apf', () => 'changes']
]);

/** What a program does with the rules; undefined if it is none of those here. */
export function ruleEffect(name: string, words: readonly string[]): RuleEffect | undefined {
	return managers.get(name)?.(words);
}
