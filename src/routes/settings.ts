import { kept } from '$lib/state';

/** Light, dark, or as the system has it. src/app.html reads the same key. */
export type Theme = 'auto' | 'light' | 'dark';

export const theme = kept<Theme>('theme', 'auto', (raw) =>
	raw === 'light' || raw === 'dark' ? raw : undefined
);

/** Whether single letters are shortcuts: WCAG 2.1.4 asks that they can be switched off. */
export const singleKeys = kept<boolean>('keys', true, (raw) =>
	typeof raw === 'boolean' ? raw : undefined
);
