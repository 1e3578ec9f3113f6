/** Why ipset refuses a command. */

export interface SetRefusal {
	/** Stable name of the kind of refusal. */
	readonly code: string;
	/** A sentence. */
	readonly message: string;
	/** How to fix it. */
	readonly help: string;
	/** The word that it is about, counted within the command; if omitted, the command as a whole. */
	readonly word?: number;
	/** What the command would do can't be known: with a host name, for example. */
	readonly unknowable?: true;
}

export function refusal(code: string, message: string, help: string): SetRefusal {
	return { code, message, help };
}

export function isRefusal(value: object): value is SetRefusal {
	return 'help' in value && 'code' in value;
}

/** The refusal with a place, unless it already has one. */
export function atWord(refused: SetRefusal, word: number): SetRefusal {
	return { word, ...refused };
}
