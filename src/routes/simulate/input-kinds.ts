/** The kinds of text that the user can choose instead of the recognised one. */
export const inputKinds = [
	{ id: 'script', name: 'shell script' },
	{ id: 'save', name: 'iptables-save' },
	{ id: 'rules', name: 'iptables -S' },
	{ id: 'listing', name: 'iptables -L' }
] as const;
