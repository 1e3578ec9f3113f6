/** The article that every fact of the catalog comes from, unless a fact says otherwise. */
export const source = {
	title: 'Zscaler Client Connector Processes to Allowlist',
	publisher: 'Zscaler Help',
	url: 'https://help.zscaler.com/zscaler-client-connector/zscaler-client-connector-processes-allowlist',
	/** The day on which the facts were compared with the article. */
	checked: '2026-11-21'
} as const;

/** The article's sections, in its order. The titles are the article's headings, outermost first. */
export const sections = {
	introduction: 'Introduction',
	processes: 'Allowlist Processes',
	windows: 'Allowlist Processes, Windows',
	'windows-32': 'Allowlist Processes, Windows, 32-bit version',
	'windows-64': 'Allowlist Processes, Windows, 64-bit version',
	macos: 'Allowlist Processes, macOS',
	linux: 'Allowlist Processes, Linux',
	bypasses: 'Bypasses for Firewall',
	'bypasses-windows': 'Bypasses for Firewall, Windows',
	'bypasses-macos': 'Bypasses for Firewall, macOS',
	usage: 'Processes Usage',
	hardening: 'Firewall Hardening Guidelines for Linux Endpoints'
} as const;

export type SectionId = keyof typeof sections;
