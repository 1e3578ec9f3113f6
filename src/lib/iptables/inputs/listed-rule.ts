/** A rule as a line of `iptables -L` prints it. */
import type { Counters, Family } from '../ruleset';
import type { ListedChain } from './listed-chains';
import { readExtras } from './listing-extras';

const verdicts: ReadonlySet<string> = new Set(['ACCEPT', 'DROP', 'RETURN', 'QUEUE']);

export interface ListedRule {
	/** Chain, addresses, interfaces, protocol. */
	readonly header: readonly string[];
	readonly matches: readonly string[];
	/** The words of the target, and its name. */
	readonly jump: readonly string[];
	readonly target: string;
	/** Text after the addresses that is not understood, of a match or of the target. */
	readonly rest: string;
	readonly counters: Counters | undefined;
	/** What the listing does not show. */
	readonly unread: readonly string[];
}

function plainNumber(text: string | undefined): bigint | undefined {
	return text !== undefined && /^\d+$/.test(text) ? BigInt(text) : undefined;
}

const everyAddress = { ipv4: '0.0.0.0/0', ipv6: '::/0' } as const;

/** The option of a column: none if it stands for everything. */
function side(option: string, text: string, everything: readonly string[]): readonly string[] {
	const inverted = text.startsWith('!');
	const value = inverted ? text.slice(1) : text;
	if (!inverted && everything.includes(value)) return [];
	return [...(inverted ? ['!'] : []), option, value];
}

/** Without -n, every IPv6 network without a bit set is shown as `anywhere`: ::/0, and ::/128 too. */
function isShortened(text: string, family: Family): boolean {
	return family === 'ipv6' && text.replace('!', '') === 'anywhere';
}

/** The option of an address; `anywhere` is what -n shows as 0.0.0.0/0. */
function addressSide(option: string, text: string, family: Family): readonly string[] {
	const every = everyAddress[family];
	if (isShortened(text, family)) return [];
	return side(option, text.replace(/^(!?)anywhere$/, `$1${every}`), [every]);
}

/** A rule of the listing as the words of a rule; undefined if the line is not of that form. */
export function readRule(line: string, chain: ListedChain, family: Family): ListedRule | undefined {
	const { columns } = chain;
	const hasNumber = /\bnum\b/.test(columns);
	const verbose = /\bpkts\b/.test(columns);
	let rest = line;
	const take = (pattern: RegExp): string | undefined => {
		const found = pattern.exec(rest);
		if (!found) return undefined;
		rest = rest.slice(found[0].length);
		return found[1];
	};
	if (hasNumber && take(/^\s*(\d+)(?=\s)/) === undefined) return undefined;
	let counters: Counters | undefined;
	if (verbose) {
		const packets = plainNumber(take(/^\s*(\d+[KMGT]?)(?=\s)/));
		const bytes = plainNumber(take(/^\s*(\d+[KMGT]?)(?=\s)/));
		if (packets !== undefined && bytes !== undefined && (packets > 0n || bytes > 0n)) {
			counters = { packets, bytes };
		}
	}
	// A rule without target leaves its column empty; the number column has five characters.
	const gap = verbose ? 1 : hasNumber ? Math.max(5 - (line.length - rest.length), 1) : 0;
	const target = rest.charAt(gap) === ' ' ? '' : (take(/^\s*(\S+)(?=\s)/) ?? '');
	const protocol = take(/^\s*(!?\S+)(?=\s)/);
	const options = take(/^\s*(--|-f|!f)(?=\s)/);
	const input = verbose ? take(/^\s*(\S+)(?=\s)/) : '*';
	const output = verbose ? take(/^\s*(\S+)(?=\s)/) : '*';
	const source = take(/^\s*(!?\S+)(?=\s)/);
	const destination = take(/^\s*(!?\S+)(?=\s|$)/);
	if (protocol === undefined || source === undefined || destination === undefined) return undefined;
	const extras = readExtras(rest, target, family);
	// Without -n, "any" is not an interface name.
	const numeric =
		[input, output].includes('*') || [source, destination].includes(everyAddress[family]);
	const everyInterface = numeric ? ['*'] : ['*', 'any'];
	const header = [
		'-A',
		chain.name,
		...addressSide('-s', source, family),
		...addressSide('-d', destination, family),
		...side('-i', input ?? '*', everyInterface),
		...side('-o', output ?? '*', everyInterface),
		...side('-p', protocol, ['all', '0']),
		...(options === '-f' && family === 'ipv4' ? ['-f'] : []),
		...(options === '!f' ? ['!', '-f'] : [])
	];
	const jump = [
		...(target === '' ? [] : [extras.isGoto ? '-g' : '-j', target]),
		...(verdicts.has(target) ? [] : extras.target)
	];
	const unread = [
		...(verbose ? [] : ['its interfaces, which a listing without -v leaves out,']),
		...(isShortened(source, family) ? ['its source, which -n would show,'] : []),
		...(isShortened(destination, family) ? ['its destination, which -n would show,'] : [])
	];
	const { matches, rest: text } = extras;
	return { header, matches, jump, target, rest: text, counters, unread };
}
