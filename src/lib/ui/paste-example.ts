/** A text that a user can try instead of their own. */
export interface PasteExample {
	readonly id: string;
	readonly name: string;
	readonly text: () => string | Promise<string>;
}
