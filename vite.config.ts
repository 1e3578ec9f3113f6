import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { spawn } from './vite-spawn.js';

const single = process.env['VARIANT'] === 'single';

export default defineConfig({
	plugins: [spawn(single), sveltekit()],
	define: { SINGLE_FILE: JSON.stringify(single) },
	worker: { format: 'es' },
	test: {
		include: ['tests/{unit,property,kernel,cases}/**/*.test.ts']
	}
});
