import { examples } from '$lib/examples';
import { kept, text } from '$lib/state';
import type { Settings } from './answer';
import { readFlows, type Flow } from './flow';
import { usualFlows } from './usual-flows';

/** At first the usual flows: what Client Connector needs, and what should be dropped. */
export const flows = kept<readonly Flow[]>('simulate.flows', usualFlows, readFlows);

export const selectedFlow = kept<string>('simulate.selected', usualFlows[0].id, text);

/** What `ip addr` and `ip route` print on the host. */
export const host = kept('simulate.host', examples[0].host, text);

const defaults: Settings = { input: 'auto', family: 'ipv4', backend: 'nft' };

export const settings = kept<Settings>('simulate.settings', defaults, readSettings);

export function readSettings(raw: unknown): Settings | undefined {
	if (typeof raw !== 'object' || raw === null) return undefined;
	const input: unknown = Reflect.get(raw, 'input');
	const family: unknown = Reflect.get(raw, 'family');
	const backend: unknown = Reflect.get(raw, 'backend');
	return {
		input: typeof input === 'string' ? input : defaults.input,
		family: family === 'ipv6' ? 'ipv6' : 'ipv4',
		backend: backend === 'legacy' ? 'legacy' : 'nft'
	};
}
