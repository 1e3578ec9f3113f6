import { text } from '$lib/state';
import type { Settings } from './answer';
import { readFlows, type Flow } from './flow';
import { readSettings } from './kept';

/** The payload of a link that includes the rule set. */
export interface Shared {
	readonly rules: string;
	readonly host: string;
	readonly flows: readonly Flow[];
	readonly settings: Settings;
}

/** Reads the payload of a link; undefined if it is not a simulation. */
export function readShared(raw: unknown): Shared | undefined {
	if (typeof raw !== 'object' || raw === null) return undefined;
	const rules = text(Reflect.get(raw, 'rules'));
	const host = text(Reflect.get(raw, 'host'));
	const flows = readFlows(Reflect.get(raw, 'flows'));
	const settings = readSettings(Reflect.get(raw, 'settings'));
	if (rules === undefined || host === undefined || !flows || !settings) return undefined;
	return { rules, host, flows, settings };
}
