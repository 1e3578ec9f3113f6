/**
 * The network stack of the host: a packet's path over hooks, tables, conntrack, translation and
 * routing. One stack lives as long as a session; its connections and counters stay.
 *
 *     in -> PREROUTING -> routing -> INPUT -> delivered
 *                            |
 *                            +----> FORWARD -> POSTROUTING -> forwarded
 *     sent -> routing -> OUTPUT -> (routed again) -> POSTROUTING -> sent, or over lo to PREROUTING
 */
import type { RuleSet } from '../iptables';
import type { ConnectionTable } from './connection-table';
import type { Host } from './host';
import type { InFlight } from './in-flight';
import { receiveFromOutside } from './incoming';
import { newJourney } from './journey';
import { Kernel } from './kernel';
import { sendOut } from './outgoing';
import type { Packet } from './packet';
import type { Passage } from './passage';
import { place } from './place';
import { prepare } from './prepare';
import type { StackOptions } from './stack-options';
import { snapshot } from './trace';

export class Stack {
	readonly #kernel: Kernel;
	readonly #seen: InFlight[] = [];
	#sent = 0;

	constructor(ruleSet: RuleSet, host: Host, options: StackOptions = {}) {
		this.#kernel = new Kernel(ruleSet, host, options);
	}

	get connections(): ConnectionTable {
		return this.#kernel.connections;
	}

	/** Milliseconds since the session began. */
	get now(): number {
		return this.#kernel.now;
	}

	get host(): Host {
		return this.#kernel.host;
	}

	/** Lets time pass. */
	wait(milliseconds: number): void {
		this.#kernel.wait(milliseconds);
	}

	/** Loads other rules; connections stay, and so does the memory of matches that are kept. */
	load(ruleSet: RuleSet): void {
		this.#kernel.load(ruleSet);
	}

	/** The host's networks change; connections stay. */
	reconfigure(host: Host): void {
		this.#kernel.reconfigure(host);
	}

	/** The n-th packet sent, as it was last seen. */
	lastSeen(index: number): InFlight | undefined {
		return this.#seen[index];
	}

	/** Counts a step of the flow that is not a packet, so that later packets keep their index. */
	skip(): void {
		this.#sent++;
	}

	/** Sends one packet through the host. Undefined if it answers or quotes one that does not exist. */
	send(described: Packet): Passage | undefined {
		const kernel = this.#kernel;
		const index = this.#sent++;
		const prepared = prepare(described, String(index), kernel.around, (i) => this.#seen[i]);
		if (!prepared.ok) return undefined;
		const { packet } = prepared;
		const { record = 'matched' } = kernel.options;
		if (record !== 'verdict') this.#seen[index] = packet.clone();
		const journey = newJourney(record === 'trace');
		kernel.drawn = false;
		const injected = place(kernel, packet, described, journey);
		const arrival =
			described.direction === 'out'
				? sendOut(kernel, packet, described.out, journey)
				: receiveFromOutside(kernel, packet, journey);
		const { delivered } = arrival;
		if (delivered && record !== 'verdict') this.#seen[index] = packet;
		return {
			...arrival,
			matched: journey.findings.matched,
			policies: journey.findings.policies,
			hooks: journey.hooks,
			state: journey.state,
			direction: journey.direction,
			injected,
			final: delivered ? snapshot(packet) : null,
			copy: journey.copy,
			random: kernel.drawn,
			trace: journey.recorder?.hooks ?? null
		};
	}
}
