// esp_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_esp.c
import { numberAt } from './bytes';
import { match } from './define';
import { always, evaluation, given, hasHeader } from './evaluate';
import { spiOption } from './spi';

const ESP = 50;
const spi = spiOption('espspi', 'SPI');

export const esp = match({
	name: 'esp',
	summary: 'SPI of an IPsec encrypted packet.',
	options: [spi],
	protocols: [ESP],
	loadedBy: ESP,
	evaluate: evaluation(
		always('', () => hasHeader('ESP', 8)),
		given(spi, ({ low, high }, inverted) => numberAt('SPI', 0, 4, low, high, inverted))
	)
});
