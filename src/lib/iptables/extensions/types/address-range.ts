import { parseIpv6, sayAddress } from '../../../net';
import type { OptionType } from '../../extension';
import type { ValueOf } from '../../values';
import { badAddress, readDotted } from './address';
import { good } from './result';

export type RangeValue = ValueOf<'addressRange4'> | ValueOf<'addressRange6'>;

export function printAddressRange(value: RangeValue): string {
	return `${sayAddress(value.low)}-${sayAddress(value.high)}`;
}

/** `address[-address]`; a reversed range is legal and empty. */
export const addressRange: OptionType<RangeValue> = {
	argument: 'from[-to]',
	words: 1,
	is: (value) => value.kind === 'addressRange4' || value.kind === 'addressRange6',
	read(text, context) {
		const dash = text.indexOf('-');
		const first = dash < 0 ? text : text.slice(0, dash);
		const second = dash < 0 ? text : text.slice(dash + 1);
		if (context.family === 'ipv4') {
			const low = readDotted(first);
			const high = readDotted(second);
			if (low === undefined || high === undefined)
				return badAddress(low === undefined ? first : second, context);
			return good({ kind: 'addressRange4', low, high });
		}
		const low = parseIpv6(first);
		const high = parseIpv6(second);
		if (low === undefined || high === undefined)
			return badAddress(low === undefined ? first : second, context);
		return good({ kind: 'addressRange6', low, high });
	},
	print: printAddressRange,
	say: (value) => printAddressRange(value).replace('-', ' to ')
};
