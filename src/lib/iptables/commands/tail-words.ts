const SPACE = 0x20;

/** The words of a tail, one after the other, as restoreWords splits them. */
export class TailWords {
	readonly #text: string;
	#at = 0;
	/** A quote was left open. */
	open = false;

	constructor(text: string) {
		this.#text = text;
	}

	mark(): number {
		return this.#at;
	}

	reset(at: number): void {
		this.#at = at;
	}

	next(): string | undefined {
		const text = this.#text;
		let at = this.#at;
		while (text.charCodeAt(at) === SPACE) at++;
		if (at >= text.length) {
			this.#at = at;
			return undefined;
		}
		let end = text.indexOf(' ', at);
		if (end < 0) end = text.length;
		const quote = text.indexOf('"', at);
		if (quote < 0 || quote >= end) {
			this.#at = end + 1;
			return text.slice(at, end);
		}
		return this.#quoted(at);
	}

	/** A word with quotes in it; a closing quote ends it. */
	#quoted(from: number): string {
		const text = this.#text;
		let word = '';
		let quoted = false;
		let at = from;
		for (; at < text.length; at++) {
			const char = text.charAt(at);
			if (quoted && char === '\\' && at + 1 < text.length) word += text.charAt(++at);
			else if (char === '"') {
				if (quoted) {
					quoted = false;
					at++;
					break;
				}
				quoted = true;
			} else if (!quoted && (char === ' ' || char === '\t')) break;
			else word += char;
		}
		this.#at = at;
		if (quoted) this.open = true;
		return word;
	}
}
