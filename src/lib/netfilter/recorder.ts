/** Records the trace of one packet on its way. */
import type { Hook, TableName } from '../iptables';
import type { InFlight } from './in-flight';
import {
	chainTrace,
	snapshot,
	type ChainRecord,
	type EventTrace,
	type HookTrace,
	type TableTrace
} from './trace';

export class Recorder {
	readonly hooks: HookTrace[] = [];
	#steps: (TableTrace | EventTrace)[] = [];

	begin(hook: Hook, packet: InFlight): void {
		this.#steps = [];
		this.hooks.push({ kind: 'hook', hook, packet: snapshot(packet), steps: this.#steps });
	}

	table(table: TableName, record: ChainRecord): void {
		this.#steps.push({ kind: 'table', table, chain: chainTrace(record) });
	}

	/** Before the first hook (the routing of locally sent packets) nothing is recorded. */
	event(what: EventTrace['what'], text: string): void {
		this.#steps.push({ kind: 'event', what, text });
	}
}
