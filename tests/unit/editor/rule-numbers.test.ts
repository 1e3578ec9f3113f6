import { expect, test } from 'vitest';
import { read } from '$lib/iptables';
import { ruleNumbers } from '../../../src/routes/simulate/worker/rule-numbers';

test('each line has the number that its rule has in the end', () => {
	const { rule } = ruleNumbers(
		read('iptables -A INPUT -s 1.1.1.1\niptables -I INPUT -s 2.2.2.2').ruleSets,
		2
	);
	expect([1, 2].map((line) => rule[line])).toEqual([2, 1]);
});
