import { describe, expect, test } from 'vitest';
import { bytesSource, readCondition, readLog } from '$lib/pfirewall';

const log = `#Fields: date time action protocol src-ip dst-ip src-port dst-port path colour
2026-01-05 13:00:00 DROP TCP 10.0.0.1 100.64.0.1 50000 443 SEND red
2026-01-05 13:00:01 DROP UDP 10.0.0.2 10.0.0.1 53 50001 RECEIVE Red
2026-01-05 13:00:02 ALLOW 47 fe80::1 ff02::fb - - SEND -
2026-01-05 13:00:03 DROP 6 100.64.0.1 10.0.0.255 8443 9000 FORWARD blue
`;

/** The seconds of the rows that a condition finds. */
async function found(column: string, text: string): Promise<string> {
	const condition = readCondition(column, text);
	if (!condition) return 'no condition';
	const asked = { range: [], inRange: false, conditions: [condition] };
	const reading = await readLog(bytesSource(new TextEncoder().encode(log)), asked);
	if (reading.kind !== 'log') throw new Error('no log');
	return reading.timeline.stretches.map(([time]) => String(time % 60)).join(' ');
}

describe('a condition on', () => {
	test.each([
		['an address', 'src-ip', '10.0.0.1', '0'],
		['a prefix', 'src-ip', '10.0.0.0/8', '0 1'],
		['a range of addresses', 'dst-ip', '10.0.0.1 - 10.0.0.255', '1 3'],
		['either address', 'address', '100.64.0.0/16', '0 3'],
		['an IPv6 address, however it is written', 'src-ip', 'FE80:0::1', '2'],
		['an IPv6 prefix', 'address', 'ff00::/8', '2'],
		['a port', 'dst-port', '443', '0'],
		['a range of ports', 'src-port', '53-9000', '1 3'],
		['a protocol by name, which the log may have as a number', 'protocol', 'tcp', '0 3'],
		['a protocol by number, which the log may have by name', 'protocol', '17', '1'],
		['a direction, in any case', 'path', 'send', '0 2'],
		['an action', 'action', 'allow', '2'],
		['a column that this reader does not know', 'colour', 'red', '0 1'],
		['a column that the log does not have', 'pid', '4', ''],
		['what is no address, as text', 'src-ip', '-', ''],
		['nothing', 'src-ip', ' ', 'no condition']
	])('%s', async (_, column, text, seconds) => {
		expect(await found(column, text)).toBe(seconds);
	});
});
