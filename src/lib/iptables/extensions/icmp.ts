// icmp_match, https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/netfilter/xt_tcpudp.c
import type { Test } from '../evaluation';
import { match, option } from './define';
import { ask, evaluation, given, hasHeader, always } from './evaluate';
import { icmpForm } from './listing';
import { icmpNames, icmpType, printIcmpType } from './types/icmp';

const type = option(
	'icmp-type',
	icmpType(icmpNames, (value) =>
		value.type === 255 && value.lowCode === 0 && value.highCode === 255
			? 'any'
			: printIcmpType(value)
	),
	'ICMP type, with or without a code.',
	{ invertible: true, mandatory: true, phrase: 'of ICMP type $' }
);

/** Type and code together are negated; an open field is only asked for if it decides. */
export function icmpTest(
	wanted: number,
	lowCode: number,
	highCode: number,
	inverted: boolean
): Test {
	return (packet) => {
		const { icmpType: found, icmpCode: code } = packet;
		if (found === null || code === null) return false;
		if (typeof found === 'number' && found !== wanted) return inverted;
		const everyCode = lowCode === 0 && highCode === 255;
		const codeFits = everyCode || (typeof code === 'number' && code >= lowCode && code <= highCode);
		if (!codeFits && typeof code === 'number') return inverted;
		if (found === undefined)
			return ask(packet, 'icmpType', { kind: 'numbers', ranges: [[wanted, wanted]] }, inverted);
		if (codeFits) return !inverted;
		return ask(packet, 'icmpCode', { kind: 'numbers', ranges: [[lowCode, highCode]] }, inverted);
	};
}

export const icmp = match({
	name: 'icmp',
	families: ['ipv4'],
	summary: 'Type and code of ICMP.',
	options: [type],
	listing: icmpForm('icmp', '--icmp-type'),
	protocols: [1],
	loadedBy: 1,
	evaluate: evaluation(
		always('', () => hasHeader('ICMP', 8)),
		given(type, ({ type: wanted, lowCode, highCode }, inverted) =>
			// Type 255 stands for every type, with any code.
			wanted === 255 ? () => !inverted : icmpTest(wanted, lowCode, highCode, inverted)
		)
	)
});
