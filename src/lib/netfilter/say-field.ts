/** Values of packet fields as people read them. */
import type { FieldName } from '../iptables';
import { protocolName, sayAddress } from '../net';
import { flagsText } from './print-packet';

export function sayField(field: FieldName, value: number | bigint | string): string {
	if (typeof value === 'string') return value;
	if (field === 'src' || field === 'dst') return sayAddress(value);
	if (typeof value === 'bigint') return value.toString();
	if (field === 'protocol') return protocolName(value) ?? String(value);
	if (field === 'tcpFlags') return flagsText(value);
	if (field === 'mark' || field === 'connmark' || field === 'tos') return `0x${value.toString(16)}`;
	return String(value);
}
