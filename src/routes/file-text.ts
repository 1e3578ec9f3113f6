import { decodeText } from '$lib/text';

/** The text of a file, in whatever encoding it was written down. */
export async function fileText(file: File): Promise<string> {
	return decodeText(new Uint8Array(await file.arrayBuffer()));
}
