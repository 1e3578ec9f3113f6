/** Names of programs in a script, by what they mean for the rules. */

/** iptables and ip6tables: the name, the back end that it names, and -restore or -save. */
export const iptablesProgram = /^(ip6?tables)(-legacy|-nft)?(-restore|-save)?$/;
/** Words before a command that do not change it, with their options that take an argument. */
const wrappers: ReadonlyMap<string, RegExp | undefined> = new Map([
	['sudo', /^-[A-Za-z]*[ugUpCTrthDR]$/],
	['doas', /^-[A-Za-z]*[uC]$/],
	['env', /^-[uCS]$/],
	['nice', /^-n$/],
	['command', undefined],
	['exec', /^-a$/],
	['time', undefined],
	['!', undefined]
]);

/** System scripts that are named like a program. */
const service = /^\/etc\/(?:rc\.d\/)?init\.d\/(.*)$/;

/** The index of the command after its wrappers, and which wrappers it has. */
export function unwrapped(words: readonly string[]): {
	readonly first: number;
	readonly around: ReadonlySet<string>;
} {
	const around = new Set<string>();
	let first = 0;
	for (let name = words[0] ?? ''; wrappers.has(name); name = words[first] ?? '') {
		around.add(name);
		const takes = wrappers.get(name);
		first++;
		for (let word = words[first]; word !== undefined; word = words[first]) {
			if (name === 'command' && /^-[vV]/.test(word)) around.add('command -v');
			if (takes?.test(word)) first++;
			else if (!word.startsWith('-') && !/^\w+=/.test(word)) break;
			first++;
			if (word === '--') break;
		}
	}
	return { first, around };
}

/** The name of a program without its directory. */
export function programName(word: string): string {
	return service.test(word) ? 'service' : word.replace(/^.*\//, '');
}

/** The service whose script a word names: `/etc/init.d/iptables`. */
export function serviceScript(word: string): string | undefined {
	return service.exec(word)?.[1];
}

/** Commands that do not affect rules; their status depends on the machine. */
export const queries: ReadonlySet<string> = new Set([
	'grep',
	'egrep',
	'fgrep',
	'which',
	'type',
	'hash',
	'id',
	'pgrep',
	'pidof'
]);
/** Commands that do not affect rules, and succeed. */
export const harmless: ReadonlySet<string> = new Set([
	'echo',
	'printf',
	'true',
	':',
	'sleep',
	'modprobe',
	'sysctl',
	'cat',
	'logger',
	'umask',
	'cd',
	'shopt',
	'ip',
	'mkdir',
	'rm',
	'touch',
	'wait',
	'sed',
	'awk',
	'head',
	'tail',
	'sort',
	'tee',
	'wc',
	'chmod',
	'chkconfig',
	'update-rc.d',
	'apt',
	'apt-get',
	'dnf',
	'yum'
]);
