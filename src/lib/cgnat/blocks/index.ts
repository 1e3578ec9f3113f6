import type { BlockReader } from './block';
import { jsonBlocks } from './json';
import { powershellObjects } from './powershell-object';
import { powershellTable } from './powershell-table';

export type { Block, BlockReader } from './block';

/** The readers of several lines at once, for one text; they are tried before the line readers. */
export function blockReaders(): readonly BlockReader[] {
	return [jsonBlocks(), powershellObjects(), powershellTable];
}
