import type { PasteExample } from '$lib/ui';

/** Networks worth trying, fetched on request. */
export const examples: readonly PasteExample[] = [
	{
		id: 'linux',
		name: 'Linux, two networks in the way',
		text: async () => (await import('./linux.txt?raw')).default
	},
	{
		id: 'windows',
		name: 'Windows in a hotel',
		text: async () => (await import('./windows.txt?raw')).default
	},
	{
		id: 'macos',
		name: 'macOS with Tailscale',
		text: async () => (await import('./macos.txt?raw')).default
	}
];
