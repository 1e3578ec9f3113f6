/** The options of a session. */
import type { IpSet, Release } from '../iptables';
import type { Draw } from './nat';
import type { Oracle } from './oracle';

export interface StackOptions {
	readonly oracle?: Oracle;
	/** Draws the ports that the kernel draws at random; the first of the range if omitted. */
	readonly draw?: Draw;
	readonly set?: (name: string) => IpSet | undefined;
	/** Which iptables loaded the rules; 1.8.11 if omitted. */
	readonly loadedBy?: Release;
	/** What is recorded: only the verdict, for large numbers of packets, which then can't be answered
	 * or quoted later; the rules that matched too; or the whole trace. */
	readonly record?: 'verdict' | 'matched' | 'trace';
	/** Whether copies of broadcast and multicast packets loop back to their sender; true if omitted. */
	readonly loopsBack?: boolean;
}
