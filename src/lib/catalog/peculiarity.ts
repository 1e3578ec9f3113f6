import type { Bypass } from './bypass';
import type { Location } from './location';
import { notes } from './note';

/** How the normal form of a fact differs from what the article writes; empty if it does not. */
export function differenceOf(fact: Location | Bypass): string {
	const { written, normal } = fact;
	if (written === normal) return '';
	if (/^[A-Z]:/.test(written)) {
		const macro = normal.slice(0, normal.indexOf('\\'));
		return `Written out with drive C: in this section; ${macro} stands for that folder on any drive.`;
	}
	if (written === `${normal}/`) return 'Written with a slash at the end.';
	if (`${written}.exe` === normal) return 'Written without .exe in this list.';
	if (written.toLowerCase() === normal.toLowerCase()) {
		return 'Written with a capital letter in this list only; Windows does not tell them apart.';
	}
	return 'Written as a bare name in this entry; the article gives the full path elsewhere.';
}

/** What the article says about this location only; usually empty. */
export function limitOf(location: Location): string {
	let note = '';
	if (location.kind === 'identifier') note = 'macos-identifier';
	else if (location.process === 'zscalerupdater') note = 'macos-3-7';
	return notes.find(({ id }) => id === note)?.text ?? '';
}
