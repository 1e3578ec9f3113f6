import { kept } from '$lib/state';

/** Light, dark, or the system's choice. src/app.html reads the same key. */
export type Theme = 'auto' | 'light' | 'dark';

export const theme = kept<Theme>('theme', 'auto', (raw) =>
	raw === 'light' || raw === 'dark' ? raw : undefined
);

/** Whether single letters are shortcuts: WCAG 2.1.4 requires that they can be switched off. */
export const singleKeys = kept<boolean>('keys', true, (raw) =>
	typeof raw === 'boolean' ? raw : undefined
);
