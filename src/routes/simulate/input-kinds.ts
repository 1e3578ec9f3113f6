/** The kinds of text that can be read, as the user may insist on one. */
export const inputKinds = [
	{ id: 'script', name: 'shell script' },
	{ id: 'save', name: 'iptables-save' },
	{ id: 'rules', name: 'iptables -S' },
	{ id: 'listing', name: 'iptables -L' }
] as const;
