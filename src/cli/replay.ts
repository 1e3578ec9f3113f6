/**
 * `npm run replay -- FILE...`: scenarios recorded from a kernel, run through the engine. Each file
 * holds one `{"scenario": ..., "result": ...}` per line or an array of them, and may be compressed
 * (.gz, .br). Whatever the files contain, the last line says `N passed, N failed`.
 */
import { objectAt, textAt, type Json } from './replay/json';
import { readRecordings } from './replay/recordings';
import { replay, type Replay } from './replay/replay';

function outcomeOf(recorded: Json): Replay {
	try {
		return replay(recorded);
	} catch (error) {
		const name = textAt(objectAt(recorded, 'scenario'), 'name') ?? '';
		const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
		return { passed: 0, failed: 1, differences: [`${name}: the replay failed: ${why}`] };
	}
}

let passed = 0;
let failed = 0;
for (const file of process.argv.slice(2)) {
	for await (const reading of readRecordings(file)) {
		if (reading.kind === 'unreadable') {
			failed++;
			console.log(reading.because);
			continue;
		}
		const outcome = outcomeOf(reading.recorded);
		passed += outcome.passed;
		failed += outcome.failed;
		for (const difference of outcome.differences) console.log(difference);
	}
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
