// npm run conformance -- FILE...: files in the format of iptables' own extension tests.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { checkCase, familiesOf, readCases } from './conformance/index';

let passed = 0;
let failed = 0;
const files = process.argv.slice(2);
if (files.length === 0) {
	console.error('Usage: npm run conformance -- FILE...');
	process.exit(2);
}

for (const file of files) {
	const cases = readCases(readFileSync(file, 'utf8'));
	for (const family of familiesOf(basename(file))) {
		for (const each of cases) {
			for (const { ok, backend, chain, expected, found } of checkCase(each, family)) {
				if (ok) passed++;
				else {
					failed++;
					const where = `${file}:${each.line} ${family} ${backend} ${each.table} ${chain}`;
					console.log(`${where}: ${each.rule}`);
					console.log(`  expected ${expected}`);
					console.log(`  found    ${found}`);
				}
			}
		}
	}
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
