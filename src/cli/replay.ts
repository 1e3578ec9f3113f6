/**
 * `npm run replay -- FILE...`: scenarios recorded from a kernel, run through the engine. Each file
 * holds one `{"scenario": ..., "result": ...}` a line, and may be compressed (.gz, .br).
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { isObject } from './replay/json';
import { replay } from './replay/replay';

let passed = 0;
let failed = 0;
for (const file of process.argv.slice(2)) {
	const bytes = createReadStream(file);
	const input = file.endsWith('.gz')
		? bytes.pipe(createGunzip())
		: file.endsWith('.br')
			? bytes.pipe(createBrotliDecompress())
			: bytes;
	for await (const line of createInterface({ input, crlfDelay: Infinity })) {
		if (line.trim() === '') continue;
		const recorded: unknown = JSON.parse(line);
		if (!isObject(recorded)) continue;
		const outcome = replay(recorded);
		passed += outcome.passed;
		failed += outcome.failed;
		for (const difference of outcome.differences) console.log(difference);
	}
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
