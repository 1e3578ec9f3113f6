/** Where a script stands while it is followed. */
import type { Statement } from '../shell/statement';

/** What a command ends with: success, failure, or nobody knows. */
export type Status = 'ok' | 'failed' | 'unknown';

export class Flow {
	functions: ReadonlyMap<string, readonly Statement[]> = new Map();
	/** After `exit`: nothing more runs. */
	ended = false;
	/** After `return`: nothing more of the function runs. */
	returned = false;
	/** After `break` or `continue`: nothing more of this round, or of as many loops as `levels`. */
	left: { readonly by: 'break' | 'continue'; readonly levels: number } | undefined;
	/** Functions that are defined in a part that is not followed. */
	readonly unsure = new Set<string>();
	/** How many loops are around the command. */
	loops = 0;
	/** `set -e`: a command that fails ends the script. */
	errexit = false;
	/** Within conditions a failure ends nothing. */
	conditions = 0;

	/** What the last command ended with: what `exit` and `return` pass on. */
	last: Status = 'ok';

	define(name: string, body: readonly Statement[]): void {
		this.functions = new Map(this.functions).set(name, body);
		this.unsure.delete(name);
	}

	/** `unset -f`. */
	forget(name: string): void {
		const functions = new Map(this.functions);
		functions.delete(name);
		this.functions = functions;
	}

	/** Begins a shell of its own; what it gives ends it. */
	fork(): () => void {
		const { functions, errexit, loops } = this;
		this.loops = 0;
		return () => {
			this.ended = false;
			this.returned = false;
			this.left = undefined;
			Object.assign(this, { functions, errexit, loops });
		};
	}

	get stopped(): boolean {
		return this.ended || this.returned || this.left !== undefined;
	}
}
