import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { read, type IpSet, type IpSetEntry } from '$lib/iptables';
import { ipv4, ipv6, printIpv4, printIpv6 } from '$lib/net';

function address(value: number | bigint): string {
	return typeof value === 'number' ? printIpv4(ipv4(value)) : printIpv6(ipv6(value));
}

function words(...given: readonly (readonly [string, string | number | bigint | undefined])[]) {
	return given.flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]));
}

/** `create` as ipset save prints it, without options that only concern storage. */
function printCreation({ name, type, creation }: IpSet): string {
	const { family, range, netmask, bitmask, size, maxelem, timeout } = creation;
	const end = type === 'bitmap:port' ? String : address;
	const hash = type.startsWith('hash:');
	return [
		`create ${name} ${type}`,
		...(hash && family ? [`family ${family === 'ipv4' ? 'inet' : 'inet6'}`] : []),
		...words(['range', range && `${end(range.low)}-${end(range.high)}`]),
		...(hash ? [`maxelem ${maxelem}`] : []),
		...words(['size', type === 'list:set' ? size : undefined]),
		...words(['netmask', netmask]),
		...words(['timeout', timeout]),
		...(['counters', 'comment', 'skbinfo'] as const).filter((flag) => creation[flag]),
		...words(['bitmask', netmask === undefined && bitmask ? address(bitmask) : undefined])
	].join(' ');
}

function printEntry({ name, creation }: IpSet, entry: IpSetEntry): string {
	const { element, noMatch, timeout, packets, bytes, comment, mark, priority, queue } = entry;
	const [, second] = entry.parts;
	const hex = (value: number) => value.toString(16);
	return [
		`add ${name} ${element}`,
		...words(['timeout', creation.timeout === undefined ? undefined : (timeout ?? 0)]),
		...(noMatch ? ['nomatch'] : []),
		...(second?.kind === 'interface' && second.wildcard ? ['wildcard'] : []),
		...(creation.counters ? [`packets ${packets ?? 0n} bytes ${bytes ?? 0n}`] : []),
		...words(['comment', comment && `"${comment}"`]),
		...words(['skbmark', mark && `0x${hex(mark.mark)}/0x${hex(mark.mask)}`]),
		...words(['skbprio', priority && `${hex(priority >>> 16)}:${hex(priority & 0xffff)}`]),
		...words(['skbqueue', queue])
	].join(' ');
}

function printSets(sets: readonly IpSet[]): string {
	return [...sets]
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.flatMap((set) => {
			const entries = set.entries.map((entry) => printEntry(set, entry));
			return [printCreation(set), ...(set.type === 'list:set' ? entries : entries.sort())];
		})
		.join('\n');
}

describe('the sets that commands make', () => {
	const cases = readFileSync('tests/cases/iptables/ipsets.txt', 'utf8')
		.split(/^### /m)
		.slice(1)
		.map((block) => {
			const [head = '', saved = ''] = block.split(/^==>\n/m);
			const [title = '', ...lines] = head.trim().split('\n');
			return [title, lines, saved.trim()] as const;
		});
	it.each(cases)('%s', (_, lines, saved) => {
		const commands = lines.map((line) => line.replace(/ ==> refused$/, ''));
		// A command that the shell runs on failure shows that there was one.
		const script = commands.map((command, index) => `${command} || iptables -N at-${index}`);
		const { ruleSets, ipsets } = read(script.join('\n'), { kind: 'script', names: 'refuse' });
		const made = ruleSets.ipv4.tables.flatMap(({ chains }) => chains.map(({ name }) => name));
		const results = commands.map((command, index) =>
			made.includes(`at-${index}`) ? `${command} ==> refused` : command
		);
		expect(results).toEqual(lines);
		expect(printSets(ipsets)).toBe(saved);
	});
});

describe('ipset restore', () => {
	const restore = (lines: string, options = '') => {
		const reading = read(`ipset restore ${options} <<'EOF'\n${lines}\nEOF\n`);
		return {
			problems: reading.problems.map(({ code, span }) => `${code} ${span.line}`),
			sets: printSets(reading.ipsets)
		};
	};
	it('stops at the first line that is refused', () => {
		const { problems, sets } = restore(
			'create a hash:ip\nadd a 10.0.0.1\nadd a 10.0.0.1\nadd a 10.0.0.2'
		);
		expect(problems).toEqual(['element-exists 4']);
		expect(sets).toBe('create a hash:ip family inet maxelem 65536\nadd a 10.0.0.1');
	});
	it('has not yet added the line right before one that can’t be read', () => {
		const { problems, sets } = restore('create a hash:ip\nadd a 10.0.0.1\nadd a 10.0.0.300');
		expect(problems).toEqual(['set-address 4']);
		expect(sets).toBe('create a hash:ip family inet maxelem 65536');
	});
	it('applies -exist to all lines', () => {
		const { problems } = restore('create a hash:ip\nadd a 10.0.0.1\nadd a 10.0.0.1', '-exist');
		expect(problems).toEqual([]);
	});
	it('keeps quoted words together', () => {
		const { problems, sets } = restore('create a hash:ip comment\nadd a 10.0.0.1 comment "a b"');
		expect(problems).toEqual([]);
		expect(sets).toContain('comment "a b"');
	});
	it('stops at a test', () => {
		const { problems, sets } = restore(
			'create a hash:ip\nadd a 10.0.0.1\ntest a 10.0.0.1\nflush a'
		);
		expect(problems).toEqual(['set-test-ends 4']);
		expect(sets).toContain('add a 10.0.0.1');
	});
	it('says that it reads what is not in the text', () => {
		expect(read('ipset restore < /etc/ipset.conf').problems[0]?.code).toBe('no-sets');
	});
});

describe('a set that a rule uses', () => {
	const made = 'ipset create a hash:ip\niptables -A INPUT -m set --match-set a src -j DROP\n';
	it.each(['destroy a', 'destroy', 'rename a b'])('is not released by %s', (command) => {
		const { problems, ipsets } = read(`${made}ipset ${command}`);
		expect(problems.map(({ code, span }) => `${code} ${span.line}`)).toEqual(['set-in-use 3']);
		expect(ipsets.map(({ name }) => name)).toEqual(['a']);
	});
	it('can be destroyed once the rule is gone', () => {
		expect(read(`${made}iptables -F\nipset destroy a`).ipsets).toEqual([]);
	});
	it('can be swapped meanwhile', () => {
		const script = `${made}ipset create b hash:ip\nipset add b 10.0.0.1\nipset swap a b\nipset destroy b`;
		const { problems, ipsets } = read(script);
		expect(problems).toEqual([]);
		expect(printSets(ipsets)).toContain('add a 10.0.0.1');
	});
});

describe('problems of ipset commands point at the word', () => {
	it.each([
		['ipset create a hash:foo', 'hash:foo'],
		['ipset create a hash:ip maxelem many', 'many'],
		['ipset create a hash:ip; ipset add a 10.0.0.300', '10.0.0.300'],
		['ipset add nothere 10.0.0.1', 'nothere']
	])('%s', (line, part) => {
		const [problem] = read(line).problems;
		const { column = 0, endColumn = 0 } = problem?.span ?? {};
		expect(line.slice(column - 1, endColumn - 1)).toBe(part);
		expect(problem?.help).not.toBe('');
	});
});
