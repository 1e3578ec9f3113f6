import { csv } from './csv';
import { json } from './json';
import type { RowFormat } from './format';

/** Every way to export rows. */
export const rowFormats: readonly RowFormat[] = [csv, json];
export type { ExportedRow, RowFormat } from './format';
