/** A text that a user may try in place of one of their own. */
export interface PasteExample {
	readonly id: string;
	readonly name: string;
	readonly text: () => string | Promise<string>;
}
