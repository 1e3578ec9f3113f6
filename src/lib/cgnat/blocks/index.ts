import type { BlockReader } from './block';
import { jsonBlocks } from './json';
import { powershellObjects } from './powershell-object';
import { powershellTable } from './powershell-table';

export type { Block, BlockReader } from './block';

/** What takes several lines at once, for one text: they are asked before the readers of a line. */
export function blockReaders(): readonly BlockReader[] {
	return [jsonBlocks(), powershellObjects(), powershellTable];
}
