/** Where a script stands while it is followed. */
import type { Statement } from '../shell/statement';

/** What a command ends with: success, failure, or nobody knows. */
export type Status = 'ok' | 'failed' | 'unknown';

export class Flow {
	readonly functions = new Map<string, readonly Statement[]>();
	/** After `exit`: nothing more runs. */
	ended = false;
	/** After `return`: nothing more of the function runs. */
	returned = false;
	/** After `break` or `continue`: nothing more of this round, or of the loop. */
	left: 'break' | 'continue' | undefined;
	/** How many loops are around the command. */
	loops = 0;
	/** `set -e`: a command that fails ends the script. */
	errexit = false;
	/** Within conditions a failure ends nothing. */
	conditions = 0;

	get stopped(): boolean {
		return this.ended || this.returned || this.left !== undefined;
	}
}
