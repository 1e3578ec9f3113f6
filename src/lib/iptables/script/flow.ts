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

	get stopped(): boolean {
		return this.ended || this.returned;
	}
}
