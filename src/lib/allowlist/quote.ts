/**
 * Quotes for PowerShell: between single quotes only the single quote itself is special, and
 * PowerShell treats the typographic ones (U+2018 to U+201B) as single quotes too.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
export function quotePowerShell(text: string): string {
	return `'${text.replace(/['‘’‚‛]/g, '$&$&')}'`;
}

/**
 * Quotes for a batch file. Between double quotes `&`, `^` and blanks are literal; `%` is doubled, and a
 * Windows path can't contain a double quote.
 */
export function quoteBatch(text: string): string {
	return `"${text.replaceAll('"', '').replaceAll('%', '%%')}"`;
}

/** Quotes for a POSIX shell, but only if necessary. */
export function quoteShell(text: string): string {
	if (/^[\w@%+=:,./-]+$/.test(text)) return text;
	return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Whether XML 1.0 can contain a character: no controls except tab and line ends, no lone surrogates. */
function isXmlChar(char: string): boolean {
	const code = char.codePointAt(0) ?? 0;
	if (code < 0x20) return char === '\t' || char === '\n' || char === '\r';
	return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}

/** Escapes text for an XML attribute in double quotes; characters that XML 1.0 can't contain become U+FFFD. */
export function escapeXml(text: string): string {
	const entities: Readonly<Record<string, string>> = {
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
		"'": '&apos;',
		'\t': '&#9;',
		'\n': '&#10;',
		'\r': '&#13;'
	};
	return Array.from(text)
		.map((char) => (isXmlChar(char) ? (entities[char] ?? char) : '\uFFFD'))
		.join('');
}

/** One field of a CSV line (RFC 4180). */
export function quoteCsv(text: string): string {
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A code span for a Markdown table: with a longer fence than its own backticks, and bars escaped. */
export function markdownCode(text: string): string {
	const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
	const fence = '`'.repeat(longest + 1);
	const space = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
	return fence + space + text.replaceAll('|', String.raw`\|`) + space + fence;
}
