/** The six pages, in the order of the header. */
export const pages = [
	{ path: '/', name: 'Search' },
	{ path: '/simulate/', name: 'Simulate' },
	{ path: '/shift/', name: 'Shift' },
	{ path: '/log/', name: 'Log' },
	{ path: '/allowlist/', name: 'Allowlist' },
	{ path: '/about/', name: 'About' }
] as const;
