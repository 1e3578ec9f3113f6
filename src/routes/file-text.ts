import { decodeText, lineFeeds } from '$lib/text';

/** The text of a file, whatever its encoding and line ends. */
export interface FileText {
	readonly text: string;
	/** Its lines end in CRLF, on which iptables-restore and a shell would fail. */
	readonly crlf: boolean;
}

export async function readFileText(file: File): Promise<FileText> {
	const text = decodeText(new Uint8Array(await file.arrayBuffer()));
	return { text: lineFeeds(text), crlf: text.includes('\r\n') };
}

export async function fileText(file: File): Promise<string> {
	return (await readFileText(file)).text;
}
