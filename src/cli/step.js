import { spawn } from 'node:child_process';
import { root } from './install.js';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} args of node
 * @property {Readonly<Record<string, string>>} [env]
 */

/**
 * Runs steps one by one, and shows the outcome and time of each, and the output if it failed.
 *
 * @param {readonly Step[]} steps
 * @returns {Promise<string[]>} the names of those that failed
 */
export async function lane(steps) {
	const failed = [];
	for (const step of steps) if (!(await passes(step))) failed.push(step.name);
	return failed;
}

/**
 * @param {Step} step
 * @returns {Promise<boolean>}
 */
function passes({ name, args, env }) {
	return new Promise((resolve) => {
		const start = performance.now();
		const child = spawn(process.execPath, [...args], {
			cwd: root,
			env: { ...process.env, FORCE_COLOR: '0', ...env },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		let output = '';
		const take = (/** @type {Buffer} */ chunk) => {
			output += chunk.toString();
		};
		child.stdout.on('data', take);
		child.stderr.on('data', take);
		child.on('error', (error) => {
			output += error.message;
		});
		child.on('close', (code) => {
			const seconds = ((performance.now() - start) / 1000).toFixed(1);
			console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
			if (code !== 0) console.log(output.trimEnd() + '\n');
			resolve(code === 0);
		});
	});
}
