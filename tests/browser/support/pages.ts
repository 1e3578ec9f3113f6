/** The six pages of the header and one page of a process. */
export const everyPage = [
	'/',
	'/process/zsatunnel/',
	'/simulate/',
	'/shift/',
	'/log/',
	'/allowlist/',
	'/about/'
] as const;
