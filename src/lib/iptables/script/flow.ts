/** The execution state of a script while it is followed. */
import type { Statement } from '../shell/statement';

/** The status of a command: success, failure, or unknown. */
export type Status = 'ok' | 'failed' | 'unknown';

export class Flow {
	functions: ReadonlyMap<string, readonly Statement[]> = new Map();
	/** After `exit`: nothing more runs. */
	ended = false;
	/** After `return`: nothing more of the function runs. */
	returned = false;
	/** After `break` or `continue`: nothing more of this iteration, or of as many loops as `levels`. */
	left: { readonly by: 'break' | 'continue'; readonly levels: number } | undefined;
	/** Functions that are defined in a part that is not followed. */
	readonly unsure = new Set<string>();
	/** How many loops enclose the command. */
	loops = 0;
	/** `set -e`: a command that fails ends the script. */
	errexit = false;
	/** Within conditions a failure does not end the script. */
	conditions = 0;

	/** The status of the last command, which `exit` and `return` pass on. */
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

	/** Enters a subshell; the returned function leaves it. */
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
