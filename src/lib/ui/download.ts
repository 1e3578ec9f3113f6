/**
 * Saves text (as UTF-8), bytes or a blob under the name given, as if it had been downloaded.
 * Nothing is sent: the file is made in the browser.
 */
export function download(
	name: string,
	content: string | Uint8Array<ArrayBuffer> | Blob,
	type = 'text/plain;charset=utf-8'
): void {
	const url = URL.createObjectURL(new Blob([content], { type }));
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	// The browser takes the address asynchronously after the click.
	setTimeout(() => {
		URL.revokeObjectURL(url);
	}, 10_000);
}
