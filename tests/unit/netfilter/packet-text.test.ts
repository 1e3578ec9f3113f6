import { expect, it } from 'vitest';
import { readPacket } from '$lib/netfilter';

it.each(['constructor', '__proto__', 'toString'])(
	'the word %s is not a field of a packet',
	(word) => {
		const { value, problems } = readPacket(`tcp 198.51.100.7 > 192.0.2.10:22 ${word} 5 in eth0`);
		expect(value).toBeUndefined();
		expect(problems[0]).toMatchObject({ code: 'unknown-word', span: { column: 34 } });
	}
);
