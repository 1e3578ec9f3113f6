import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { spawn } from './vite-spawn.js';

const single = process.env['VARIANT'] === 'single';

export default defineConfig({
	plugins: [spawn(single), sveltekit()],
	define: { SINGLE_FILE: JSON.stringify(single) },
	// A module can't be started as a worker from a blob: of a file:// page.
	worker: { format: single ? 'iife' : 'es' },
	test: {
		include: ['tests/{unit,property,kernel,cases}/**/*.test.ts']
	}
});
