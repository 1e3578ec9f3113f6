import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where browsers are installed that are not in the PATH. */
const places = {
	darwin: [
		'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
		'/Applications/Chromium.app/Contents/MacOS/Chromium',
		'/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'
	],
	win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) =>
		[
			'Google\\Chrome\\Application\\chrome.exe',
			'Chromium\\Application\\chrome.exe',
			'Microsoft\\Edge\\Application\\msedge.exe'
		].map((path) => `${process.env[name] ?? 'C:'}\\${path}`)
	)
};

const names = [
	'chromium',
	'chromium-browser',
	'google-chrome-stable',
	'google-chrome',
	'microsoft-edge-stable',
	'microsoft-edge'
];

/**
 * The browser that the tests run in: CHROMIUM_PATH, else Chrome, Chromium or Edge on the system,
 * else Playwright's own; undefined if there is none.
 *
 * @returns {Promise<string | undefined>}
 */
export async function findChromium() {
	const set = process.env.CHROMIUM_PATH;
	if (set !== undefined && set !== '') {
		if (existsSync(set)) return set;
		throw new Error(`CHROMIUM_PATH is ${set}, and no such file is there.`);
	}
	const { chromium } = await import('@playwright/test');
	return [...onSystem(names, places), chromium.executablePath()].find(existsSync);
}

/** Firefox on the system, undefined if there is none; FIREFOX_PATH overrides. */
export function findFirefox() {
	const set = process.env.FIREFOX_PATH;
	if (set !== undefined) return existsSync(set) ? set : undefined;
	// The relay that drives it is a script, which Windows can't start as a program.
	if (process.platform === 'win32') return undefined;
	const mac = ['/Applications/Firefox.app/Contents/MacOS/firefox'];
	return onSystem(['firefox-esr', 'firefox'], { darwin: mac }).find(existsSync);
}

/**
 * @param {readonly string[]} names
 * @param {Partial<Record<NodeJS.Platform, readonly string[]>>} places
 */
function onSystem(names, places) {
	const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
	if (process.platform !== 'win32') folders.push('/usr/bin', '/usr/local/bin', '/snap/bin');
	return [
		...names.flatMap((name) => folders.map((folder) => join(folder, name))),
		...(places[process.platform] ?? [])
	];
}
