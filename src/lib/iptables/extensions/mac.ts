// mac_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_mac.c
import { match, option } from './define';
import { evaluation, given, unknown } from './evaluate';
import { signed } from './listing';
import { macAddress } from './types/mac';

const source = option('mac-source', macAddress, 'Source address of the Ethernet frame.', {
	invertible: true,
	mandatory: true,
	phrase: 'from MAC address $'
});

export const mac = match({
	name: 'mac',
	summary: 'MAC address of the sender.',
	options: [source],
	listing: {
		pattern: /^MAC (! ?)?([0-9a-f:]{17})/i,
		words: ([sign, address = '']) => signed(sign, '--mac-source', address)
	},
	hooks: ['PREROUTING', 'INPUT', 'FORWARD'],
	evaluate: evaluation(
		given(source, ({ text }, inverted) => ({ macSource }) => {
			if (macSource === undefined) return unknown('the MAC address of the sender is not given');
			return macSource !== null && (macSource === text) !== inverted;
		})
	)
});
