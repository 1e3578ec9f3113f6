/**
 * What `iptables -L -n` prints behind the addresses, turned back into options. Each form is what the
 * print function of an extension writes.
 * Source: https://git.netfilter.org/iptables/tree/extensions
 */

/** The words that a piece of text stands for: of a match, or of the target. */
interface Form {
	readonly pattern: RegExp;
	readonly of: 'match' | 'target';
	readonly words: (groups: readonly string[]) => readonly string[];
}

function match(pattern: RegExp, words: Form['words']): Form {
	return { pattern, of: 'match', words };
}

function target(pattern: RegExp, words: Form['words']): Form {
	return { pattern, of: 'target', words };
}

function negated(sign: string | undefined, ...words: readonly string[]): readonly string[] {
	return sign === undefined || sign === '' ? words : ['!', ...words];
}

const tcpFlags = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG'] as const;

/** `0x17` as the list of flags; without -n it is one already. */
function flags(hexadecimal: string): string {
	if (!hexadecimal.startsWith('0x')) return hexadecimal;
	const bits = Number(hexadecimal);
	const names = tcpFlags.filter((_, place) => (bits & (1 << place)) !== 0);
	return names.length === 0 ? 'NONE' : names.join(',');
}

const portForm =
	/^(?:(spt|dpt)s?:(!?)(\S+)|flags:(!?)(0x[0-9A-F]+|[A-Z,]+)\/(0x[0-9A-F]+|[A-Z,]+)|option=(!?)(\d+))\s*/i;

/** `tcp spts:1:2 dpt:3 flags:0x17/0x02` */
function ports(
	text: string
): { readonly words: readonly string[]; readonly length: number } | undefined {
	const protocol = /^(tcp|udp|sctp|dccp|udplite)\s+(?=[sdfo]\w+[:=])/.exec(text);
	if (!protocol) return undefined;
	const words = ['-m', protocol[1] ?? ''];
	let at = protocol[0].length;
	for (;;) {
		const found = portForm.exec(text.slice(at));
		if (!found) break;
		const [all, side, sideSign, port, flagSign, mask, set, optionSign, option] = found;
		if (side !== undefined) {
			words.push(...negated(sideSign, side === 'spt' ? '--sport' : '--dport', port ?? ''));
		} else if (mask !== undefined) {
			words.push(...negated(flagSign, '--tcp-flags', flags(mask), flags(set ?? '0')));
		} else words.push(...negated(optionSign, '--tcp-option', option ?? ''));
		at += all.length;
	}
	return { words, length: at };
}

const forms: readonly Form[] = [
	match(/^\/\* (.*?) \*\//, ([text = '']) => ['-m', 'comment', '--comment', text]),
	match(/^(! )?state (\S+)/, ([sign, states = '']) => [
		'-m',
		'state',
		...negated(sign, '--state', states)
	]),
	match(/^(! )?ctstate (\S+)/, ([sign, states = '']) => [
		'-m',
		'conntrack',
		...negated(sign, '--ctstate', states)
	]),
	match(/^multiport (sports|dports|ports) (?: ?(!))?\s*(\S+)/, ([side = '', sign, list = '']) => [
		'-m',
		'multiport',
		...negated(sign, `--${side}`, list)
	]),
	match(/^icmp(?:type (\d+)(?: code (\d+))?)/, ([type = '', code]) => [
		'-m',
		'icmp',
		'--icmp-type',
		code === undefined ? type : `${type}/${code}`
	]),
	match(/^ipv6-icmp(?:type (\d+)(?: code (\d+))?)/, ([type = '', code]) => [
		'-m',
		'icmp6',
		'--icmpv6-type',
		code === undefined ? type : `${type}/${code}`
	]),
	match(/^limit: avg (\S+) burst (\d+)/, ([rate = '', burst = '']) => [
		'-m',
		'limit',
		'--limit',
		rate,
		'--limit-burst',
		burst
	]),
	match(
		/^(mark|connmark|CONNMARK) match\s+(! )?(0x[0-9a-f]+(?:\/0x[0-9a-f]+)?)/i,
		([name = '', sign, value = '']) => ['-m', name.toLowerCase(), ...negated(sign, '--mark', value)]
	),
	match(/^(! )?match-set (\S+) (\S+)/, ([sign, name = '', flagsText = '']) => [
		'-m',
		'set',
		...negated(sign, '--match-set', name, flagsText)
	]),
	// The sign stood before the words up to 1.4.
	match(/^(! )?(source|destination) IP range (! )?(\S+)/, ([old, side = '', sign, range = '']) => [
		'-m',
		'iprange',
		...negated(sign ?? old, side === 'source' ? '--src-range' : '--dst-range', range)
	]),
	match(
		/^ADDRTYPE match (?:src-type (!?)(\S+))?(?: ?dst-type (!?)(\S+))?/,
		([srcSign, src, dstSign, dst]) => [
			'-m',
			'addrtype',
			...(src === undefined ? [] : negated(srcSign, '--src-type', src)),
			...(dst === undefined ? [] : negated(dstSign, '--dst-type', dst))
		]
	),
	match(/^PKTTYPE (!?)= (\S+)/, ([sign, type = '']) => [
		'-m',
		'pkttype',
		...negated(sign, '--pkt-type', type)
	]),
	match(/^(! )?owner (UID|GID) match (\S+)/, ([sign, kind = '', id = '']) => [
		'-m',
		'owner',
		...negated(sign, kind === 'UID' ? '--uid-owner' : '--gid-owner', id)
	]),
	match(/^MAC (! ?)?([0-9a-f:]{17})/i, ([sign, address = '']) => [
		'-m',
		'mac',
		...negated(sign, '--mac-source', address)
	]),
	match(/^TTL match TTL (==|!=|<|>) (\d+)/, ([relation = '', value = '']) => [
		'-m',
		'ttl',
		...(relation === '<'
			? ['--ttl-lt', value]
			: relation === '>'
				? ['--ttl-gt', value]
				: negated(relation === '!=' ? '!' : '', '--ttl-eq', value))
	]),
	match(/^HL match HL (==|!=|<|>) (\d+)/, ([relation = '', value = '']) => [
		'-m',
		'hl',
		...(relation === '<'
			? ['--hl-lt', value]
			: relation === '>'
				? ['--hl-gt', value]
				: negated(relation === '!=' ? '!' : '', '--hl-eq', value))
	]),
	match(/^length (!?)(\d+(?::\d+)?)/, ([sign, value = '']) => [
		'-m',
		'length',
		...negated(sign, '--length', value)
	]),
	match(
		/^#conn (src|dst)\/(\d+) (>|<=) (\d+)/,
		([side = '', mask = '', relation = '', count = '']) => [
			'-m',
			'connlimit',
			relation === '>' ? '--connlimit-above' : '--connlimit-upto',
			count,
			'--connlimit-mask',
			mask,
			`--connlimit-${side === 'src' ? 'saddr' : 'daddr'}`
		]
	),
	match(/^DSCP match (!?)(0x[0-9a-f]+)/, ([sign, value = '']) => [
		'-m',
		'dscp',
		...negated(sign, '--dscp', value)
	]),
	target(/^DSCP set (0x[0-9a-f]+)/, ([value = '']) => ['--set-dscp', value]),
	target(/^TCPMSS clamp to PMTU/, () => ['--clamp-mss-to-pmtu']),
	target(/^TCPMSS set (\d+)/, ([value = '']) => ['--set-mss', value]),
	target(/^(TTL|HL) set to (\d+)/, ([name = '', value = '']) => [
		`--${name.toLowerCase()}-set`,
		value
	]),
	target(/^CLASSIFY set (\S+)/, ([value = '']) => ['--set-class', value]),
	target(/^CT notrack/, () => ['--notrack']),
	target(/^CONNMARK (save|restore)(?=\s*$)/, ([verb = '']) => [`--${verb}-mark`]),
	target(/^CONNMARK x?set (0x[0-9a-f]+(?:\/0x[0-9a-f]+)?)/, ([value = '']) => [
		'--set-xmark',
		value
	]),
	target(/^CONNMARK (and|or|xor) (0x[0-9a-f]+)/, ([verb = '', value = '']) => [
		`--${verb}-mark`,
		value
	]),
	target(/^reject-with (\S+)/, ([kind = '']) => ['--reject-with', kind]),
	target(
		/^LOG flags (\d+) level (\d+)(?: prefix "(.*?)"(?=\s|$))?/,
		([bits = '0', level = '', prefix]) => [
			...(Number(bits) & 1 ? ['--log-tcp-sequence'] : []),
			...(Number(bits) & 2 ? ['--log-tcp-options'] : []),
			...(Number(bits) & 4 ? ['--log-ip-options'] : []),
			...(Number(bits) & 8 ? ['--log-uid'] : []),
			'--log-level',
			level,
			...(prefix === undefined ? [] : ['--log-prefix', prefix])
		]
	),
	target(/^MARK set (0x[0-9a-f]+)/, ([value = '']) => ['--set-xmark', value]),
	target(/^MARK xset (\S+)/, ([value = '']) => ['--set-xmark', value]),
	target(/^MARK (and|or|xor) (0x[0-9a-f]+)/, ([verb = '', value = '']) => [
		`--${verb}-mark`,
		value
	]),
	target(/^redir ports (\S+)/, ([list = '']) => ['--to-ports', list]),
	target(/^masq ports: (\S+)/, ([list = '']) => ['--to-ports', list]),
	target(/^(random-fully|random|persistent)\b/, ([word = '']) => [`--${word}`])
];

export interface Extras {
	readonly matches: readonly string[];
	readonly target: readonly string[];
	readonly isGoto: boolean;
	/** Text that stands for nothing known here. */
	readonly rest: string;
}

/** Reads the last column of a listing. `to:` means other options for each target. */
export function readExtras(text: string, targetName: string): Extras {
	const matches: string[] = [];
	const options: string[] = [];
	const rest: string[] = [];
	let isGoto = false;
	let at = 0;
	while (at < text.length) {
		const left = text.slice(at);
		const space = /^\s+/.exec(left);
		if (space) {
			at += space[0].length;
			continue;
		}
		const goto = /^\[goto\]/.exec(left);
		const translated = /^to:(\S+)/.exec(left);
		const withPorts = ports(left);
		if (goto) {
			isGoto = true;
			at += goto[0].length;
		} else if (translated) {
			const option = new Map([
				['DNAT', '--to-destination'],
				['SNAT', '--to-source'],
				['NETMAP', '--to']
			]).get(targetName);
			if (option === undefined) rest.push(translated[0]);
			else options.push(option, translated[1] ?? '');
			at += translated[0].length;
		} else if (withPorts) {
			matches.push(...withPorts.words);
			at += withPorts.length;
		} else at += readForm(left, matches, options, rest);
	}
	return { matches, target: options, isGoto, rest: rest.join(' ') };
}

/** Takes the form that the text begins with, or one word as unknown; gives its length. */
function readForm(text: string, matches: string[], options: string[], rest: string[]): number {
	for (const { pattern, of, words } of forms) {
		const found = pattern.exec(text);
		if (!found || found[0] === '') continue;
		(of === 'match' ? matches : options).push(...words(found.slice(1)));
		return found[0].length;
	}
	// A bare name of a protocol is all that a match without options prints.
	const word = /^\S+/.exec(text)?.[0] ?? text;
	if (!/^(tcp|udp|icmp|sctp)$/.test(word)) rest.push(word);
	return word.length;
}
