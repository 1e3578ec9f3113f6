/**
 * Reads CSV (RFC 4180), or the same with semicolons or tabs. After an unclosed quote, the rest of the
 * text belongs to that field.
 */
export function readDelimited(
	text: string,
	delimiter: string
): readonly { readonly line: number; readonly fields: readonly string[] }[] {
	const rows: { line: number; fields: string[] }[] = [];
	let fields: string[] = [];
	let field = '';
	let quoted = false;
	let line = 1;
	let started = 1;
	const endRow = (): void => {
		fields.push(field);
		if (fields.some((each) => each.trim() !== '')) rows.push({ line: started, fields });
		fields = [];
		field = '';
	};
	for (let at = 0; at < text.length; at++) {
		const char = text.charAt(at);
		if (char === '\n') line++;
		if (quoted) {
			if (char !== '"') field += char;
			else if (text.charAt(at + 1) === '"') {
				field += '"';
				at++;
			} else quoted = false;
		} else if (char === '"' && field.trim() === '') {
			field = '';
			quoted = true;
		} else if (char === delimiter) {
			fields.push(field);
			field = '';
		} else if (char === '\n') {
			endRow();
			started = line;
		} else if (char !== '\r') field += char;
	}
	endRow();
	return rows;
}
