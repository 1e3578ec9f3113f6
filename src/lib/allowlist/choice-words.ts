import { windowsVersions, type WindowsVersion } from '$lib/catalog';
import { inWords } from '$lib/text';
import type { Choice } from './selection';

/** What a choice is for: a version on Windows, or another platform. */
export type Ground = WindowsVersion | 'macos' | 'linux';

/** The grounds with their names on the page, in the order of the page. */
export const groundNames: readonly (readonly [ground: Ground, name: string])[] = [
	['64-bit', 'Windows, 64-bit version'],
	['32-bit', 'Windows, 32-bit version'],
	['macos', 'macOS'],
	['linux', 'Linux']
];

/** The grounds in a comma-separated text from an address. */
export function readGrounds(text: string): ReadonlySet<Ground> {
	const named = text.split(',');
	return new Set(groundNames.map(([ground]) => ground).filter((each) => named.includes(each)));
}

/** The parts of a choice that say what it is for. */
export function onGrounds(
	grounds: ReadonlySet<Ground>
): Pick<Choice, 'versions' | 'macos' | 'linux'> {
	return {
		versions: windowsVersions.filter((each) => grounds.has(each)),
		macos: grounds.has('macos'),
		linux: grounds.has('linux')
	};
}

/** What a choice is for, in words: `Windows 64-bit and macOS`. */
export function groundWords({ versions, macos, linux }: Choice): string {
	const words = [
		...versions.map((version) => `Windows ${version}`),
		...(macos ? ['macOS'] : []),
		...(linux ? ['Linux'] : [])
	];
	return inWords(words) || 'nothing';
}
