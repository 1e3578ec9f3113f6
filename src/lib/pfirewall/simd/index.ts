/**
 * The scanner's inner loop as WebAssembly, where that is to be had. A content security policy
 * without 'wasm-unsafe-eval' forbids it to the documents and workers that it holds for; a worker
 * that was loaded from its own address is held only by what its own response says.
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
	/** Holds the rows from 0 on, and the places behind them. */
	readonly buffer: ArrayBuffer;
	/** See walk.ts; gives the start of the first row not walked. */
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

/** The only export is the function, and the source says what it takes. */
function isRun(value: unknown): value is Walk['run'] {
	return typeof value === 'function';
}

/**
 * Gives walks that share one module, each with a memory of its own; undefined where WebAssembly is
 * not to be had. Nothing is compiled before the first is asked for.
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
