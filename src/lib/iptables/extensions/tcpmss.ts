// tcpmss_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_tcpmss.c
import { match, option } from './define';
import { always, evaluation, given, hasHeader, hotdrop, unknown } from './evaluate';
import { wholeRange } from './types/whole';

const MSS = 2;
const size = option(
	'mss',
	wholeRange(65_535, 'value[:value]'),
	'Size that the MSS option announces.',
	{
		invertible: true,
		mandatory: true,
		phrase: 'with a maximum segment size of $'
	}
);

/** The MSS that the options announce; undefined without one. */
function findMss(options: Uint8Array): number | undefined {
	for (let i = 0; i < options.length;) {
		const kind = options[i] ?? 0;
		const length = options[i + 1] ?? 0;
		if (kind === MSS && options.length - i >= 4 && length === 4)
			return ((options[i + 2] ?? 0) << 8) | (options[i + 3] ?? 0);
		i += kind < 2 ? 1 : length || 1;
	}
	return undefined;
}

export const tcpmss = match({
	name: 'tcpmss',
	summary: 'Maximum segment size that a TCP SYN announces.',
	options: [size],
	protocols: [6],
	evaluate: evaluation(
		always('', () => hasHeader('TCP', 20)),
		given(size, ({ low, high }, inverted) => ({ tcpOptions }) => {
			if (tcpOptions === undefined) return unknown('the options of the TCP header are not given');
			if (tcpOptions === null) return hotdrop('the TCP header is shorter than it must be');
			const mss = findMss(tcpOptions);
			return mss === undefined ? inverted : (mss >= low && mss <= high) !== inverted;
		})
	)
});
