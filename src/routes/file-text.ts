import { decodeText, lineFeeds } from '$lib/text';

/** What a file says, in whatever encoding and with whatever line ends it was written down. */
export interface FileText {
	readonly text: string;
	/** Its lines end as those of Windows do: iptables-restore and a shell would fail on it. */
	readonly crlf: boolean;
}

export async function readFileText(file: File): Promise<FileText> {
	const text = decodeText(new Uint8Array(await file.arrayBuffer()));
	return { text: lineFeeds(text), crlf: text.includes('\r\n') };
}

export async function fileText(file: File): Promise<string> {
	return (await readFileText(file)).text;
}
