// ah_mt, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/ipv4/netfilter/ipt_ah.c
import { match, option } from './define';
import { always, evaluation, given, hasHeader } from './evaluate';
import { extensionLength, extensionNumber, hasExtensionHeader, numberAt } from './bytes';
import { spiOption, unlessZero } from './spi';
import { none } from './types/none';
import { whole } from './types/whole';

const AH = 51;
const spi = spiOption('ahspi', 'SPI');
const length = option('ahlen', whole({ high: 0xffff_ffff }), 'Length of the header in octets.', {
	invertible: true,
	phrase: 'with an AH header of $ octets',
	rewrite: unlessZero
});
const reserved = option('ahres', none, 'The reserved field is zero.', {
	phrase: 'with a reserved field of zero'
});

export const ah = match({
	name: 'ah',
	families: ['ipv4'],
	summary: 'SPI of an IPsec authentication header.',
	options: [spi],
	protocols: [AH],
	loadedBy: AH,
	evaluate: evaluation(
		always('', () => hasHeader('AH', 12)),
		given(spi, ({ low, high }, inverted) => numberAt('SPI', 4, 4, low, high, inverted))
	)
});

const header = { number: AH, name: 'authentication', least: 12 };

export const ah6 = match({
	name: 'ah',
	families: ['ipv6'],
	implies: 'with an AH header',
	summary: 'Fields of an IPsec authentication header.',
	options: [spi, length, reserved],
	loadedBy: AH,
	evaluate: evaluation(
		always('', () => hasExtensionHeader(header)),
		given(spi, (range, inverted) =>
			extensionNumber(header, (view) => view.getUint32(4), range, inverted)
		),
		given(length, ({ value }, inverted) => extensionLength(header, value, inverted)),
		given(reserved, () =>
			extensionNumber(header, (view) => view.getUint16(2), { low: 0, high: 0 }, false)
		)
	)
});
