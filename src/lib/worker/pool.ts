import type { Remote } from 'comlink';
import { connect, type Connection } from './connect';

type Ask<Api, Answer> = (api: Remote<Api>) => Promise<Answer>;

/** Several workers of one kind that share the work: each does one thing at a time. */
export interface Pool<Api> {
	/** Calls the next free worker. Rejects like {@link Connection}. */
	readonly run: <Answer>(ask: Ask<Api, Answer>) => Promise<Answer>;
	/** Sends a call, such as stop, to every busy worker. */
	readonly tell: (ask: Ask<Api, void>) => void;
	/** Ends all workers at once. Calls still waiting go to new ones. */
	readonly cancel: () => void;
}

/** Starts at most `size` workers, each when it is first needed. */
export function pool<Api>(spawn: () => Worker, size: number): Pool<Api> {
	const all = Array.from({ length: Math.max(1, size) }, () => connect<Api>(spawn));
	const free = new Set(all);
	const waiting: ((connection: Connection<Api>) => void)[] = [];

	function take(): Connection<Api> | Promise<Connection<Api>> {
		const [next] = free;
		if (next === undefined) return new Promise((resolve) => waiting.push(resolve));
		free.delete(next);
		return next;
	}

	function give(connection: Connection<Api>) {
		const next = waiting.shift();
		if (next) next(connection);
		else free.add(connection);
	}

	return {
		async run(ask) {
			const connection = await take();
			try {
				return await connection.run(ask);
			} finally {
				give(connection);
			}
		},
		tell(ask) {
			for (const connection of all) {
				// A worker that ends meanwhile no longer needs the call.
				if (!free.has(connection)) connection.run(ask).catch(() => undefined);
			}
		},
		cancel() {
			for (const connection of all) connection.cancel();
		}
	};
}
