/** Names of programs in a script, by what they mean for the rules. */

/** iptables and ip6tables: the name, the back end that it names, and -restore or -save. */
export const iptablesProgram = /^(ip6?tables)(-legacy|-nft)?(-restore|-save)?$/;
/** Words in front of a command that leave it the same. */
export const wrappers: ReadonlySet<string> = new Set([
	'sudo',
	'command',
	'exec',
	'env',
	'nice',
	'time',
	'doas',
	'!'
]);
/** Commands that say nothing about rules, and succeed. */
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
	'systemctl',
	'service',
	'mkdir',
	'rm',
	'touch',
	'wait',
	'alias',
	'netfilter-persistent',
	'grep',
	'sed',
	'awk',
	'head',
	'tail',
	'sort',
	'tee',
	'wc',
	'which',
	'type'
]);
