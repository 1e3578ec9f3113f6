// Options: https://git.netfilter.org/iptables/tree/extensions/libxt_TRACE.c
import { sideTarget } from './side-target';

export const TRACE = sideTarget({
	name: 'TRACE',
	summary: 'Logs every rule that the packet meets from here on.',
	options: [],
	/** nft has a native expression for it, which is allowed in any chain. */
	checkInKernel: (_, { backend, table }) =>
		backend === 'nft' || table === 'raw'
			? []
			: [
					{
						code: 'wrong-table',
						message: 'TRACE only works in the raw table',
						help: 'Use -t raw.'
					}
				]
});
