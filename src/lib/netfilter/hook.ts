/** One hook: what the kernel does there with a packet, in order of priority. */
import type { Backend, Hook, TableName } from '../iptables';
import { isFragment } from './fragments';
import type { InFlight } from './in-flight';
import { on, type HookResult, type Journey } from './journey';
import type { Kernel } from './kernel';
import { track, confirm } from './track';
import { translate } from './translate';
import { filter } from './walk-hook';

type Stage = 'defragment' | 'conntrack' | 'nat' | 'confirm' | Exclude<TableName, 'nat'>;

/**
 * In order of priority: -400, -300, -200, -150, -100 or 100, 0, 50, and the last; nft
 * has the security table at 150.
 */
const legacyStages: Readonly<Record<Hook, readonly Stage[]>> = {
	PREROUTING: ['defragment', 'raw', 'conntrack', 'mangle', 'nat'],
	INPUT: ['mangle', 'filter', 'security', 'nat', 'confirm'],
	FORWARD: ['mangle', 'filter', 'security'],
	OUTPUT: ['defragment', 'raw', 'conntrack', 'mangle', 'nat', 'filter', 'security'],
	POSTROUTING: ['mangle', 'nat', 'confirm']
};
const stages: Readonly<Record<Backend, Readonly<Record<Hook, readonly Stage[]>>>> = {
	legacy: legacyStages,
	nft: { ...legacyStages, INPUT: ['mangle', 'filter', 'nat', 'security', 'confirm'] }
};

/** Takes a packet through a hook, until something stops it. */
export function runHook(
	kernel: Kernel,
	hook: Hook,
	packet: InFlight,
	journey: Journey
): HookResult {
	packet.hook = hook;
	journey.hooks.push(hook);
	journey.recorder?.begin(hook, packet);
	for (const stage of stages[kernel.backend][hook]) {
		const result = runStage(kernel, stage, hook, packet, journey);
		if (result.kind !== 'on') return result;
	}
	return on;
}

function runStage(
	kernel: Kernel,
	stage: Stage,
	hook: Hook,
	packet: InFlight,
	journey: Journey
): HookResult {
	switch (stage) {
		case 'defragment': {
			if (!isFragment(packet) || !kernel.tracks || packet.tracked) return on;
			const taken = kernel.fragments.add(packet, hook);
			if (taken === 'kept') return { kind: 'queued' };
			if (taken === 'refused')
				return {
					kind: 'drop',
					by: {
						hook,
						cause: 'kernel',
						because: 'its fragment header is cut short, or carries nothing'
					},
					reject: null
				};
			journey.recorder?.event(
				'fragment',
				taken === 'complete'
					? 'the datagram is complete'
					: 'it is not as a fragment must be, and goes on alone'
			);
			return on;
		}
		case 'conntrack':
			if (kernel.tracks) track(kernel, packet, journey);
			return on;
		case 'confirm':
			return confirm(kernel, hook, packet, journey);
		case 'nat':
			return translate(kernel, hook, packet, journey);
		default:
			return filter(kernel, stage, hook, packet, journey);
	}
}
