import type { BaseOption } from '../commands/options';

/** What each of iptables' own options does, in one line. */
export const baseHelp: Readonly<Record<BaseOption, string>> = {
	A: 'Appends a rule to the end of a chain.',
	C: 'Checks whether a chain has exactly this rule; changes nothing.',
	D: 'Deletes a rule, by its number or by the whole rule.',
	I: 'Inserts a rule into a chain, at the front or before the number given.',
	R: 'Puts a rule in the place of another.',
	L: 'Lists rules; changes nothing.',
	S: 'Prints rules as commands; changes nothing.',
	F: 'Deletes all rules of a chain, or of all chains of the table; policies stay.',
	Z: 'Sets counters to zero.',
	N: 'Makes a chain.',
	X: 'Deletes a chain that is empty and that no rule jumps to, or all such chains.',
	E: 'Renames a chain; jumps to it follow.',
	P: 'Sets what becomes of packets that reach the end of a built-in chain.',
	s: 'Source address, network or list of them.',
	d: 'Destination address, network or list of them.',
	p: 'Protocol, by name or number.',
	i: 'Interface that the packet came in on; “+” at the end stands for any ending.',
	o: 'Interface that the packet goes out on; “+” at the end stands for any ending.',
	j: 'What to do with the packet: a target, or a chain to jump to.',
	g: 'Goes on in another chain, without coming back.',
	t: 'The table: filter if left out.',
	m: 'Loads a match, whose options follow.',
	n: 'Lists addresses and ports as numbers.',
	v: 'Says more.',
	w: 'Waits for other iptables commands to end.',
	W: 'Interval between attempts, no longer used.',
	x: 'Lists exact counters.',
	f: 'Further fragments of a datagram, which have no ports.',
	V: 'Prints the version.',
	h: 'Prints help.',
	'0': 'Lists with line numbers.',
	M: 'Program that loads kernel modules.',
	c: 'Sets the counters of the rule: packets and bytes.',
	'4': 'For IPv4 only.',
	'6': 'For IPv6 only.'
};

/** What the verdicts do. */
export const verdictHelp: ReadonlyMap<string, string> = new Map([
	['ACCEPT', 'Lets the packet through this table.'],
	['DROP', 'Drops the packet; the sender hears nothing.'],
	[
		'RETURN',
		'Goes back to the chain that jumped here; at the end of a built-in chain the policy decides.'
	],
	['QUEUE', 'Hands the packet to a program that decides.']
]);
