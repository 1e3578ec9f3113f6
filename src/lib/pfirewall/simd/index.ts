/**
 * The scanner's inner loop as WebAssembly, if that is available. A content security policy without
 * 'wasm-unsafe-eval' forbids it to the documents and workers that it applies to; to a worker loaded
 * from its own address, only the policy of its own response applies.
 */
import { assemble } from './assembler';
import { COUNTS, RECORD, type Places } from './places';
import { walkSource } from './walk';

export { MOST_WALKED, RECORD, TIMES } from './places';
export { WANT_ALLOWS, WANT_DROPS } from './walk';

const PAGE = 65_536;
/** Few enough to stay in the cache until they are taken. */
const MOST_RECORDS = 128;

export interface Walk extends Places {
	/** Holds the rows from 0 on, and the places after them. */
	readonly buffer: ArrayBuffer;
	/** See walk.ts; returns the start of the first row not walked. */
	readonly run: (
		start: number,
		filled: number,
		least: number,
		most: number,
		wanted: number,
		prefix: number,
		mask: number
	) => number;
}

/** The only export is the function, whose parameters the source declares. */
function isRun(value: unknown): value is Walk['run'] {
	return typeof value === 'function';
}

/**
 * Makes walks that share one module, each with its own memory; undefined if WebAssembly is not
 * available. Nothing is compiled before the first is requested.
 *
 * @param room bytes for rows
 * @param longest bytes of the longest row that can be plain
 */
export function prepareWalk(room: number, longest: number): () => Walk | undefined {
	const counts = Math.ceil(room / 16) * 16 + 16;
	const records = counts + COUNTS;
	const recordsEnd = records + MOST_RECORDS * RECORD;
	const places: Places = { counts, records, recordsEnd, longest };
	let module: WebAssembly.Module | undefined;
	return () => {
		try {
			module ??= new WebAssembly.Module(assemble(walkSource(places)));
			const memory = new WebAssembly.Memory({ initial: Math.ceil(recordsEnd / PAGE) + 1 });
			const { run } = new WebAssembly.Instance(module, { log: { memory } }).exports;
			return isRun(run) ? { ...places, buffer: memory.buffer, run } : undefined;
		} catch {
			return undefined;
		}
	};
}
