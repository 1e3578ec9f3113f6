/** What may be chosen of a session. */
import type { IpSet, Release } from '../iptables';
import type { Draw } from './nat';
import type { Oracle } from './oracle';

export interface StackOptions {
	readonly oracle?: Oracle;
	/** Ports that the kernel draws at random; the first of the range when left out. */
	readonly draw?: Draw;
	readonly set?: (name: string) => IpSet | undefined;
	/** Which iptables loaded the rules; 1.8.11 when left out. */
	readonly loadedBy?: Release;
	/** What is recorded: only the verdict, for packets in great number, which can't be answered or
	 * quoted later; the rules that matched too; or the whole trace. */
	readonly record?: 'verdict' | 'matched' | 'trace';
	/** Whether copies of what goes to everybody come back to their sender; true when left out. */
	readonly loopsBack?: boolean;
}
