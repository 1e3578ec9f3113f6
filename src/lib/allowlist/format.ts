import type { Platform } from '$lib/catalog';
import type { Selection } from './selection';

/** Where a statement about a product comes from. */
export interface Reference {
	readonly title: string;
	readonly url: string;
}

/** How to undo or verify what an export has set. */
export interface Instruction {
	readonly words: string;
	/** Commands for this, one per line; in the same shell as the export. */
	readonly commands?: readonly string[];
}

/** Facts that the user chose but that a format can't express. */
export interface LeftOut {
	readonly what: readonly string[];
	readonly why: string;
}

/** An export: the lines of its text, and what to tell the user with it. */
export interface Written {
	readonly lines: readonly string[];
	readonly left: readonly LeftOut[];
	readonly undo?: Instruction;
	readonly verify?: Instruction;
	/** Caveats that apply only to this selection. */
	readonly warnings?: readonly string[];
}

/** The file that a product takes. */
export interface FileKind {
	readonly name: string;
	readonly lineEnd: '\r\n' | '\n';
	/** `utf-8-bom`: Excel and Windows PowerShell 5.1 read a file without the mark as ANSI. */
	readonly encoding: 'utf-8' | 'utf-8-bom';
	readonly type: string;
}

/** A product's format for an allowlist. */
export interface Format {
	/** Used in links. */
	readonly id: string;
	readonly product: string;
	readonly name: string;
	readonly platforms: readonly Platform[];
	readonly file: FileKind;
	readonly sources: readonly Reference[];
	/** What to know before using the export, whatever was chosen. */
	readonly caveats: readonly string[];
	/** Lines have no line ends. There are none if the format can express nothing of the selection. */
	readonly write: (selection: Selection) => Written;
}

/** The text of an export, with the product's line ends; empty if it has no lines. */
export function textOf({ file }: Format, { lines }: Written): string {
	return lines.map((line) => line + file.lineEnd).join('');
}

/** The bytes of an export, ready to save. */
export function bytesOf(format: Format, written: Written): Uint8Array<ArrayBuffer> {
	const mark = format.file.encoding === 'utf-8-bom' ? '\uFEFF' : '';
	return new Uint8Array(new TextEncoder().encode(mark + textOf(format, written)));
}
