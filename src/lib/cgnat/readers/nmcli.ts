import { readPrefix } from '../address-range';
import type { Device } from '../network';
import {
	anywhere4,
	anywhere6,
	device,
	found,
	nothing,
	type Line,
	type LineReader,
	type Step
} from './reader';

const field = /^([A-Z][A-Z\d-]*\.[A-Z][A-Z\d-]*)(?:\[\d+\])?:\s+(\S.*?)\s*$/;

/** `nmcli device show` (and `connection show`): one field per line, the device first. */
function shown(owner: Device | undefined): LineReader {
	return (line) => {
		const [, name = '', value = ''] = field.exec(line.text) ?? [];
		if (name === '') return undefined;
		if (name === 'GENERAL.DEVICE') return { found: [], inside: shown(device(value)) };
		const kind = /^IP[46]\.(ADDRESS|ROUTE)$/.exec(name)?.[1];
		if (kind === undefined) return { found: [], inside: shown(owner) };
		const written = kind === 'ROUTE' ? (/^dst = ([^,\s]+)/.exec(value)?.[1] ?? '') : value;
		const range = readPrefix(written);
		return (
			range && {
				found: [found(line, written, range, kind === 'ROUTE' ? 'route' : 'address', owner)],
				inside: shown(owner)
			}
		);
	};
}

export const nmcliShow: LineReader = shown(undefined);

/** `inet4 192.0.2.10/24` and `route4 default via ...`, as plain `nmcli` indents them. */
function entry(line: Line, owner: Device): Step | undefined {
	const [, kind, family, written = ''] = /^\s+(inet|route)([46]) (\S+)/.exec(line.text) ?? [];
	if (kind === undefined) return undefined;
	const anywhere = family === '6' ? anywhere6 : anywhere4;
	const range = readPrefix(written === 'default' ? anywhere : written);
	return (
		range && { found: [found(line, written, range, kind === 'inet' ? 'address' : 'route', owner)] }
	);
}

function inside(owner: Device): LineReader {
	return (line) => {
		if (/^\s+(inet|route)[46] /.test(line.text)) return entry(line, owner);
		return /^\s+\S/.test(line.text) ? nothing : undefined;
	};
}

/** The lines below the devices. */
function below(line: Line): Step | undefined {
	if (/^\s+(servers|domains|interface): /.test(line.text)) return nothing;
	return /^(Use )?"nmcli /.test(line.text) ? nothing : undefined;
}

/** Plain `nmcli`: the line of a device, then its product in quotes; and the lines below. */
export const nmcli: LineReader = (line) => {
	const name = /^([^\s:]+): \S/.exec(line.text)?.[1];
	if (name !== undefined && /^\s{8}"/.test(line.next))
		return { found: [], inside: inside(device(name)) };
	if (/^\S.*:$/.test(line.text) && /^\s{8}servers: /.test(line.next))
		return { found: [], inside: below };
	return /^(Use )?"nmcli /.test(line.text) ? nothing : undefined;
};
