/** The recordings in a file: one JSON object per line, or one array or object for the whole file. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { isObject, type Json } from './json';

/** A recording in a file, or why it can't be read. */
export type Reading =
	| { readonly kind: 'recording'; readonly recorded: Json }
	| { readonly kind: 'unreadable'; readonly because: string };

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function* readingsOf(value: unknown, where: string): Generator<Reading> {
	if (Array.isArray(value)) {
		for (const [i, each] of value.entries()) yield* readingsOf(each, `${where}, item ${i + 1}`);
		return;
	}
	if (isObject(value) && isObject(value['scenario']) && isObject(value['result']))
		yield { kind: 'recording', recorded: value };
	else yield { kind: 'unreadable', because: `${where}: not a scenario with its result` };
}

function linesOf(file: string): AsyncIterable<string> {
	const bytes = createReadStream(file);
	const unpacked = file.endsWith('.gz')
		? createGunzip()
		: file.endsWith('.br')
			? createBrotliDecompress()
			: undefined;
	if (!unpacked) return createInterface({ input: bytes, crlfDelay: Infinity });
	// A file error must reach the reader of the lines.
	bytes.on('error', (error) => unpacked.destroy(error));
	return createInterface({ input: bytes.pipe(unpacked), crlfDelay: Infinity });
}

/** Never throws: reports what can't be read. */
export async function* readRecordings(file: string): AsyncGenerator<Reading> {
	/** The lines so far of a value that spans several. */
	let open: string[] | undefined;
	let number = 0;
	let from = 0;
	try {
		for await (const line of linesOf(file)) {
			number++;
			if (open) {
				open.push(line);
				continue;
			}
			const text = line.replace(/^\ufeff/, '').trim();
			if (text === '') continue;
			const value = parse(text);
			if (value !== undefined) yield* readingsOf(value, `${file}, line ${number}`);
			else if (/^[[{]\s*$|^[[{][^]*[,[{]$/.test(text)) {
				open = [text];
				from = number;
			} else yield { kind: 'unreadable', because: `${file}, line ${number}: not JSON` };
		}
		if (!open) return;
		const value = parse(open.join('\n'));
		if (value === undefined)
			yield { kind: 'unreadable', because: `${file}, from line ${from}: not JSON` };
		else yield* readingsOf(value, file);
	} catch (error) {
		yield { kind: 'unreadable', because: error instanceof Error ? error.message : String(error) };
	}
}
