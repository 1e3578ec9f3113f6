import type { Family } from '../ruleset';
import type { Lines } from '../words/lines';

/** What only occurs in rules of one family. */
const onlyIpv6 =
	/ (-[sd] [0-9a-f.]*:|--icmpv6-type|--reject-with (icmp6|tcp-reset6)|-m (frag|rt|hbh|dst|mh|ah6|hl|ipv6header|eui64)\b)/i;
const onlyIpv4 = / (-[sd] \d+\.|--icmp-type|--reject-with icmp-|-f |-m ttl)/;

/** How many lines of a table are searched for signs of its family. */
const LOOK = 2000;

/** The family of the table whose rules begin at a line, if they show it. */
export function familyOfTable(lines: Lines, from: number): Family | undefined {
	let guess: Family | undefined;
	for (let index = from; index < Math.min(lines.count, from + LOOK); index++) {
		const line = lines.line(index);
		if (line === 'COMMIT') break;
		if (onlyIpv6.test(line)) return 'ipv6';
		if (onlyIpv4.test(line)) return 'ipv4';
		// Either family accepts both protocols, but hardly anyone mixes them.
		if (/ -p (ipv6-icmp|icmpv6) /.test(line)) guess ??= 'ipv6';
		else if (/ -p icmp /.test(line)) guess ??= 'ipv4';
	}
	return guess;
}

/** The family that a rule shows. */
export function signOf(line: string): Family | undefined {
	if (onlyIpv6.test(line)) return 'ipv6';
	return onlyIpv4.test(line) ? 'ipv4' : undefined;
}
