/** Networks worth trying, fetched when asked for. */
export type Example = { readonly name: string; readonly text: () => Promise<string> };

export const examples: readonly Example[] = [
	{
		name: 'Linux, two networks in the way',
		text: async () => (await import('./linux.txt?raw')).default
	},
	{
		name: 'Windows in a hotel',
		text: async () => (await import('./windows.txt?raw')).default
	},
	{
		name: 'macOS with Tailscale',
		text: async () => (await import('./macos.txt?raw')).default
	}
];
