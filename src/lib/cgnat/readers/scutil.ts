import { readAddress } from '../address-range';
import type { Device } from '../network';
import { device, found, nothing, type LineReader } from './reader';

const title =
	/^(?:Network information|IPv[46] network interface information|Network interfaces: .*)$/;
const detail = /^\s+(?:VPN server|reach)\s+: |^\s+REACH : |^\s+No IPv[46] states found/;
const opening = /^\s+(\S+) : flags\s+: /;

function inside(owner: Device | undefined): LineReader {
	return (line) => {
		const name = opening.exec(line.text)?.[1];
		if (name !== undefined) return { found: [], inside: inside(device(name)) };
		if (title.test(line.text) || detail.test(line.text)) return nothing;
		const written = /^\s+address\s+: (\S+)/.exec(line.text)?.[1];
		const range = written === undefined ? undefined : readAddress(written);
		// It prints no mask: only the address counts.
		return range && { found: [found(line, written ?? '', range, 'address', owner)] };
	};
}

/** `scutil --nwi` of macOS. */
export const scutil: LineReader = (line) =>
	title.test(line.text) || opening.test(line.text)
		? (inside(undefined)(line) ?? nothing)
		: undefined;
